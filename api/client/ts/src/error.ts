import type { Incoming } from "./transport.js";

/** What is wrong with one field of a request. */
export interface FieldViolation {
  field: string;
  description: string;
}

/**
 * ApiError is a refusal by the server (RFC 9457 problem document). Decide by `reason`, which never changes its meaning, and
 * show `detail`, which is in the language of the caller.
 */
export class ApiError extends Error {
  override readonly name = "ApiError";
  readonly status: number;
  /** Canonical code, such as NOT_FOUND. */
  readonly code: string;
  /** Stable reason, such as SLOT_TAKEN. */
  readonly reason: string;
  readonly detail: string;
  readonly fields: FieldViolation[];
  readonly metadata: Record<string, string>;
  /** Names the call to whoever runs the server. */
  readonly requestId: string;
  /** Milliseconds to wait before another try; 0 where the server does not say. */
  readonly retryAfter: number;

  constructor(answer: Incoming) {
    const problem = read(answer.body);
    super(problem.detail ?? problem.title ?? `HTTP ${answer.status}`);
    this.status = answer.status;
    this.code = problem.code ?? "";
    this.reason = problem.reason ?? "";
    this.detail = this.message;
    this.fields = problem.fields ?? [];
    this.metadata = problem.metadata ?? {};
    this.requestId = problem.request_id ?? answer.headers["x-request-id"] ?? "";
    this.retryAfter = Number(answer.headers["retry-after"] ?? 0) * 1000 || 0;
  }
}

/** NoAnswer tells that the server could not be reached, or did not answer in time: the effect of the call is unknown. */
export class NoAnswer extends Error {
  override readonly name = "NoAnswer";
}

interface Problem {
  title?: string;
  detail?: string;
  code?: string;
  reason?: string;
  fields?: FieldViolation[];
  metadata?: Record<string, string>;
  request_id?: string;
}

/** An answer that is no problem document, such as that of a proxy, says nothing. */
function read(body: string): Problem {
  try {
    const problem: unknown = JSON.parse(body);
    return typeof problem === "object" && problem !== null ? problem : {};
  } catch {
    return {};
  }
}
