"use client";
/** A page of the policies that broke: the same words, in the reader's language. */
export { default } from "@/app/account/error";
