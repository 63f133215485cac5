/** A request to GitLab's API. */
export interface ApiRequest {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** JSON. */
  readonly body?: string;
}

/** The answer to a request, whatever its status. */
export interface ApiResponse {
  readonly status: number;
  /** By their names in small letters. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Sends one request and returns the answer; follows no redirect. Rejects with {@link Unreachable} where there is none. */
export type Transport = (request: ApiRequest) => Promise<ApiResponse>;

/** Thrown where GitLab gave no answer. */
export class Unreachable extends Error {
  /** Whether the request was sent: GitLab may have done what it asks, even without an answer. */
  readonly wasSent: boolean;

  /** `reason` completes "GitLab at … gave no answer: ", without a full stop. */
  constructor(reason: string, { wasSent }: { readonly wasSent: boolean }) {
    super(reason);
    this.wasSent = wasSent;
  }
}
