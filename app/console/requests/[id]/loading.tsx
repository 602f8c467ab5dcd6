export { DetailSkeleton as default } from "../_detail/detail-skeleton";
