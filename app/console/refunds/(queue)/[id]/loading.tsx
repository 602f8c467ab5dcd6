export { DetailSkeleton as default } from "../../../requests/_detail/detail-skeleton";
