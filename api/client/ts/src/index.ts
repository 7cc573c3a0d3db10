export { Client, type Config } from "./client.js";
export { ApiError, NoAnswer, type FieldViolation } from "./error.js";
export type { components, paths } from "./schema.js";
export { type SignIn, type TokenStore, type Tokens, memory } from "./session.js";
export { type Incoming, type MiniProgram, type Outgoing, type Transport, fetchTransport, uniTransport, wxTransport } from "./transport.js";
export type { Input, Operation, Options, Output } from "./types.js";
