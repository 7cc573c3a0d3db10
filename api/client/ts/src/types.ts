import type { paths } from "./schema.js";

export type Verb = "get" | "post" | "patch" | "delete";

/** The paths of the API that know a verb. */
export type PathsWith<V extends Verb> = {
  [P in keyof paths]: paths[P] extends Record<V, object> ? P : never;
}[keyof paths];

/** One operation of the API. */
export type Operation<P extends keyof paths, V extends Verb> = paths[P] extends Record<V, infer O> ? O : never;

type Path<O> = O extends { parameters: { path: infer X } } ? X : never;

type Query<O> = O extends { parameters: { query?: infer X } } ? NonNullable<X> : never;

type Body<O> = O extends { requestBody: { content: { "application/json": infer B } } } ? B : never;

type Part<K extends string, T> = [T] extends [never] | [undefined] ? {} : {} extends T ? { [N in K]?: T } : { [N in K]: T };

/** What a call needs: the ids in its path, its query, its body. */
export type Input<O> = Part<"path", Path<O>> &
  Part<"query", Query<O>> &
  Part<"body", Body<O>>;

/** What a call answers. */
export type Output<O> = O extends { responses: { 200: { content: { "application/json": infer A } } } } ? A : unknown;

/** A call whose input may be left out altogether. */
export type Rest<I> = {} extends I ? [input?: I, options?: Options] : [input: I, options?: Options];

/** What a caller may set for one call. */
export interface Options {
  /**
   * Names one intended change. The client makes a key for every change by itself; give one to repeat the same change after a
   * restart of the program.
   */
  idempotencyKey?: string;
  /** In whose place the call is made: of a person, `persons/…`, by a mandate, or in an office, by a substitution, `substitutions/…`. */
  actingFor?: string;
  /** Version that the change is meant for: a newer one on the server is refused with STALE. */
  ifMatch?: string;
  /** Longest time of one try, in milliseconds. */
  timeout?: number;
}
