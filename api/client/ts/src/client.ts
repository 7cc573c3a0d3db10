import { ApiError, NoAnswer } from "./error.js";
import type { paths } from "./schema.js";
import { type SignIn, Session, type TokenStore, memory } from "./session.js";
import { type Incoming, type Transport, fetchTransport } from "./transport.js";
import type { Input, Operation, Options, Output, PathsWith, Rest, Verb } from "./types.js";

/** How a client is set up. Only the address is needed. */
export interface Config {
  /** Address of the API, such as https://api.example.cn. */
  url: string;
  transport?: Transport;
  tokens?: TokenStore;
  /** District of a caller who has not signed in. */
  tenant?: string;
  /** Language of texts: zh-CN (default) or en. */
  language?: string;
  /** Longest time of one try, in milliseconds: 15,000. */
  timeout?: number;
  /** Tries of one call that has no answer, or is told to come again: 3. */
  tries?: number;
  /** Called when a session has ended and the person must sign in again. */
  signedOut?: () => void;
  now?: () => number;
  wait?: (milliseconds: number) => Promise<void>;
}

interface Loose {
  path?: Record<string, string>;
  query?: Record<string, unknown>;
  body?: unknown;
}

/** The calls that sign in, renew or sign out: they carry no access token. */
const signInPath = /^\/v1\/auth:/;

/**
 * Client speaks to the 好邻居 API. Paths, inputs and answers are typed by the contract:
 *
 *     const issue = await client.post("/v1/issues", { body: { kind: "KIND_HELP", title: "楼道灯坏了" } });
 *
 * A change carries an idempotency key, so a try that got no answer is repeated without doing the change twice.
 */
export class Client {
  readonly session: Session;
  private readonly transport: Transport;
  private readonly now: () => number;
  /** Token of the latest change that was made: whichever server answers, it shows that. */
  private latest = "";

  constructor(private readonly config: Config) {
    this.transport = config.transport ?? fetchTransport();
    this.now = config.now ?? Date.now;
    this.session = new Session(config.tokens ?? memory(), (refreshToken) => this.refresh(refreshToken), this.now);
  }

  get<P extends PathsWith<"get">>(path: P, ...[input, options]: Rest<Input<Operation<P, "get">>>) {
    return this.call<Output<Operation<P, "get">>>("get", path, input as Loose, options);
  }

  post<P extends PathsWith<"post">>(path: P, ...[input, options]: Rest<Input<Operation<P, "post">>>) {
    return this.call<Output<Operation<P, "post">>>("post", path, input as Loose, options);
  }

  patch<P extends PathsWith<"patch">>(path: P, ...[input, options]: Rest<Input<Operation<P, "patch">>>) {
    return this.call<Output<Operation<P, "patch">>>("patch", path, input as Loose, options);
  }

  delete<P extends PathsWith<"delete">>(path: P, ...[input, options]: Rest<Input<Operation<P, "delete">>>) {
    return this.call<Output<Operation<P, "delete">>>("delete", path, input as Loose, options);
  }

  /** The pages of a list, one request each, until the last. */
  async *pages<P extends PathsWith<"get">>(path: P, input?: Input<Operation<P, "get">>): AsyncGenerator<Output<Operation<P, "get">>> {
    const { query, ...rest } = (input ?? {}) as Loose;
    for (let pageToken: unknown = query?.["pageToken"]; ; ) {
      const page = await this.call<{ nextPageToken?: string }>("get", path, { ...rest, query: { ...query, pageToken } });
      yield page as Output<Operation<P, "get">>;
      if (!page.nextPageToken) return;
      pageToken = page.nextPageToken;
    }
  }

  private async call<A>(verb: Verb, path: keyof paths, input: Loose = {}, options: Options = {}): Promise<A> {
    const patch = verb === "patch" && !this.transport.patch;
    const url = address(this.config.url, patch ? `${path}:update` : path, input);
    const method = patch ? "POST" : verb.toUpperCase();
    const headers: Record<string, string> = { accept: "application/json", "accept-language": this.config.language ?? "zh-CN" };
    if (verb !== "get") headers["idempotency-key"] = options.idempotencyKey ?? newKey();
    if (options.actingFor !== undefined) headers["x-acting-for"] = options.actingFor;
    if (options.ifMatch !== undefined) headers["if-match"] = options.ifMatch;
    if (this.latest !== "") headers["x-consistency-token"] = this.latest;
    if (this.config.tenant !== undefined) headers["x-tenant"] = this.config.tenant;
    const body = method === "POST" || method === "PATCH" ? JSON.stringify(input.body ?? {}) : undefined;
    if (body !== undefined) headers["content-type"] = "application/json";
    const timeout = options.timeout ?? this.config.timeout ?? 15_000;
    const attempt = () => this.transport.send({ method, url, headers, timeout, ...(body === undefined ? {} : { body }) });
    const answer = signInPath.test(path) ? await this.persist(attempt, false) : await this.signed(headers, attempt);
    const token = answer.headers["x-consistency-token"];
    if (token !== undefined && token > this.latest) this.latest = token; // of two the later one is the greater text
    if (answer.status >= 400) throw new ApiError(answer);
    return (answer.body === "" ? {} : JSON.parse(answer.body)) as A;
  }

  /** Send with the access token, and once more with a new one where the server does not take it. */
  private async signed(headers: Record<string, string>, attempt: () => Promise<Incoming>): Promise<Incoming> {
    const token = await this.session.token();
    if (token === undefined) return this.persist(attempt);
    headers["authorization"] = `Bearer ${token}`;
    const answer = await this.persist(attempt);
    if (answer.status !== 401 || !(await this.session.renew(token))) return answer;
    headers["authorization"] = `Bearer ${await this.session.token()}`;
    return this.persist(attempt);
  }

  /**
   * Try again where the answer asks for it, or where there was none: all tries carry one idempotency key. A sign-in has no key,
   * and a refresh token is good for one use, so without an answer they are not repeated.
   */
  private async persist(attempt: () => Promise<Incoming>, unanswered = true): Promise<Incoming> {
    for (let left = (this.config.tries ?? 3) - 1, pause = 200; ; left--, pause *= 2) {
      let after = 0;
      try {
        const answer = await attempt();
        const problem = comeAgain(answer);
        if (problem === undefined || left <= 0) return answer;
        after = problem.retryAfter;
      } catch (cause) {
        if (left <= 0 || !unanswered) throw new NoAnswer("the server does not answer", { cause });
      }
      await (this.config.wait ?? wait)(Math.max(after, pause * (0.5 + Math.random())));
    }
  }

  private async refresh(refreshToken: string): Promise<SignIn> {
    try {
      return await this.call<SignIn>("post", "/v1/auth:refresh" as keyof paths, { body: { refreshToken } });
    } catch (error) {
      if (!(error instanceof ApiError) || error.status !== 401) throw error;
      this.config.signedOut?.();
      return {};
    }
  }
}

/** Answers that a later try may change: too many calls, overload, or the same key in flight. */
function comeAgain(answer: Incoming): ApiError | undefined {
  if (answer.status !== 429 && answer.status !== 503 && answer.status !== 409) return undefined;
  const problem = new ApiError(answer);
  return answer.status !== 409 || problem.reason === "IDEMPOTENCY_IN_FLIGHT" ? problem : undefined;
}

function address(base: string, path: string, { path: ids = {}, query = {} }: Loose): string {
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(ids[name] ?? ""));
  const pairs = Object.entries(query).flatMap(([name, value]) =>
    (Array.isArray(value) ? value : [value])
      .filter((one) => one !== undefined && one !== null)
      .map((one) => `${encodeURIComponent(name)}=${encodeURIComponent(String(one))}`),
  );
  return base.replace(/\/+$/, "") + filled + (pairs.length > 0 ? `?${pairs.join("&")}` : "");
}

/** A new key. It must differ from all others and need not be secret; mini-programs have no crypto object. */
function newKey(): string {
  const random = () => Math.random().toString(36).slice(2).padEnd(11, "0");
  return globalThis.crypto?.randomUUID?.() ?? `${Date.now().toString(36)}-${random()}${random()}`;
}

function wait(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
