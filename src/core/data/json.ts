/** Plain data, as JSON knows it. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
