/** One HTTP request, as every transport can send it. */
export interface Outgoing {
  method: string;
  url: string;
  headers: Record<string, string>;
  body?: string;
  /** Longest time of the exchange, in milliseconds. */
  timeout: number;
}

/** What came back. Names of headers are in lower case. */
export interface Incoming {
  status: number;
  headers: Record<string, string>;
  body: string;
}

/**
 * Transport carries a request to the server and its answer back. It rejects only when there is no answer: the network is
 * away or the time is over.
 */
export interface Transport {
  /** Whether the transport can send PATCH. Where it cannot, the client uses the `:update` twin of the method. */
  readonly patch: boolean;
  send(request: Outgoing): Promise<Incoming>;
}

/** Transport of browsers and Node. */
export function fetchTransport(fetch: typeof globalThis.fetch = globalThis.fetch): Transport {
  return {
    patch: true,
    async send({ method, url, headers, body, timeout }) {
      const answer = await fetch.call(globalThis, url, {
        method,
        headers,
        ...(body === undefined ? {} : { body }),
        credentials: "omit",
        signal: AbortSignal.timeout(timeout),
      });
      return { status: answer.status, headers: Object.fromEntries(answer.headers), body: await answer.text() };
    },
  };
}

/** The part of `wx` and of `uni` that a transport needs: both speak the same dialect. */
export interface MiniProgram {
  request(options: {
    url: string;
    // Wider than the platforms declare, so that both fit: PATCH is never sent.
    method?: any;
    header?: Record<string, string>;
    data?: string;
    dataType?: any;
    responseType?: "text";
    timeout?: number;
    success?: (answer: { statusCode: number; header: Record<string, any>; data: any }) => void;
    fail?: (error: { errMsg?: string }) => void;
  }): unknown;
}

function miniProgramTransport(platform: MiniProgram): Transport {
  return {
    patch: false,
    send: ({ method, url, headers, body, timeout }) =>
      new Promise((resolve, reject) => {
        platform.request({
          url,
          method,
          header: headers,
          ...(body === undefined ? {} : { data: body }),
          dataType: "text", // anything but "json": the client reads the text itself
          responseType: "text",
          timeout,
          success: ({ statusCode, header, data }) =>
            resolve({ status: statusCode, headers: lowerCase(header), body: typeof data === "string" ? data : JSON.stringify(data) }),
          fail: ({ errMsg }) => reject(new Error(errMsg ?? "request failed")),
        });
      }),
  };
}

/** Transport of WeChat mini-programs: `wxTransport(wx)`. */
export const wxTransport: (wx: MiniProgram) => Transport = miniProgramTransport;

/** Transport of uni-app: `uniTransport(uni)`. */
export const uniTransport: (uni: MiniProgram) => Transport = miniProgramTransport;

function lowerCase(headers: Record<string, unknown>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]));
}
