/** What a sign-in gives. */
export interface Tokens {
  accessToken: string;
  refreshToken?: string;
  /** When the access token ends, in milliseconds since 1970; unknown when absent. */
  expires?: number;
}

/** Where the tokens live between two starts of the program. */
export interface TokenStore {
  load(): Tokens | undefined;
  save(tokens: Tokens | undefined): void;
}

/** A store that forgets with the program. */
export function memory(tokens?: Tokens): TokenStore {
  return {
    load: () => tokens,
    save(changed) {
      tokens = changed;
    },
  };
}

/** The answer of every sign-in and of a refresh. */
export interface SignIn {
  accessToken?: string;
  refreshToken?: string;
  /** Seconds that the access token lives. */
  expiresIn?: number | string;
}

/** A token that ends so soon is not used any more, in milliseconds. */
const margin = 30_000;

/**
 * Session keeps the tokens of one person and has them renewed: however many calls find the token old, one refresh is sent and
 * all of them wait for it. A refresh token is good for one use, so two at once would end the session.
 */
export class Session {
  private renewing: Promise<void> | undefined;

  constructor(
    private readonly store: TokenStore,
    private readonly refresh: (refreshToken: string) => Promise<SignIn>,
    private readonly now: () => number,
  ) {}

  /** Take the tokens of a sign-in; nothing signs out. */
  accept(answer: SignIn | undefined): void {
    if (answer?.accessToken === undefined) {
      this.store.save(undefined);
      return;
    }
    const seconds = Number(answer.expiresIn ?? 0);
    this.store.save({
      accessToken: answer.accessToken,
      ...(answer.refreshToken ? { refreshToken: answer.refreshToken } : {}),
      ...(seconds > 0 ? { expires: this.now() + seconds * 1000 } : {}),
    });
  }

  /** The access token to send, renewed first when its time is over; undefined when nobody is signed in. */
  async token(): Promise<string | undefined> {
    const tokens = this.store.load();
    if (tokens?.expires !== undefined && tokens.refreshToken !== undefined && tokens.expires - margin <= this.now()) {
      await this.renew(tokens.accessToken);
    }
    return this.store.load()?.accessToken;
  }

  /** Renew a token that the server has refused; says whether there is another one now. */
  async renew(refused: string): Promise<boolean> {
    const tokens = this.store.load();
    if (tokens !== undefined && tokens.accessToken !== refused) return true; // another call has renewed it meanwhile
    if (tokens?.refreshToken === undefined) return false;
    this.renewing ??= this.exchange(tokens.refreshToken).finally(() => {
      this.renewing = undefined;
    });
    await this.renewing;
    return this.store.load() !== undefined;
  }

  private async exchange(refreshToken: string): Promise<void> {
    this.accept(await this.refresh(refreshToken));
  }
}
