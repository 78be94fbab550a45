/** A JSON value; an integer beyond 2^53 is a bigint, so that nothing is rounded. */
export type Json = null | boolean | number | bigint | string | readonly Json[] | JsonObject

export type JsonObject = { readonly [key: string]: Json | undefined }
