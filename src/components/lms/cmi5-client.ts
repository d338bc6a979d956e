import Cmi5 from '@xapi/cmi5';
import {
  BASIS,
  type Cmi5Client,
  type Cmi5Launch,
  type Cmi5Score,
  type Cmi5State,
  type Cmi5Verb,
  type Statement,
} from '#interop';

/** Under which name the LMS keeps the state of a unit. */
const STATE_ID = 'plumbline.resume';
const NOTHING: Cmi5State = { resume: '', told: [] };

/** `@xapi/cmi5` as the maker of statements: what it would send is taken from it, so that nothing is sent past the queue. */
class StatementMaker extends Cmi5 {
  #made: Statement | undefined;

  override sendXapiStatement(statement: unknown): ReturnType<Cmi5['sendXapiStatement']> {
    this.#made = statement as Statement;
    return Promise.resolve({ data: [] }) as unknown as ReturnType<Cmi5['sendXapiStatement']>;
  }

  /** What the last call made. */
  take(): Statement {
    const made = this.#made;
    this.#made = undefined;
    if (!made) throw new Error('No statement was made.');
    return made;
  }
}

/** Speaks with the LMS that launched this page, by what it wrote into the page's address. */
export function cmi5Client(): Cmi5Client {
  const maker = new StatementMaker();
  const { endpoint, actor, registration, activityId } = maker.getLaunchParameters();
  const resource = (name: string, query: Readonly<Record<string, string>> = {}): string => {
    const url = new URL(name, endpoint.replace(/\/?$/, '/'));
    for (const [key, value] of Object.entries(query)) url.searchParams.set(key, value);
    return url.href;
  };
  const statements = resource('statements');
  const state = resource('activities/state', {
    activityId,
    agent: JSON.stringify(actor),
    registration,
    stateId: STATE_ID,
  });
  const headers = (): Record<string, string> => ({
    Authorization: `Basic ${maker.getAuthToken()}`,
    'Content-Type': 'application/json',
    'X-Experience-API-Version': '1.0.3',
  });
  const ask = async (url: string, init: RequestInit): Promise<Response> => {
    let response: Response;
    try {
      response = await fetch(url, { ...init, headers: headers() });
    } catch {
      throw new Error('there is no connection');
    }
    return response;
  };
  const refused = async (response: Response): Promise<Error> =>
    new Error(`status ${response.status}, ${(await response.text()).slice(0, 200) || 'no reason'}`);

  return {
    async begin(): Promise<Cmi5Launch> {
      await maker.initialize().catch((error: unknown) => {
        if (!maker.getAuthToken()) {
          throw new Error(
            'it gives no authorization; a launch can be used once, so open the unit from the LMS again',
          );
        }
        throw error;
      });
      const { launchMode, masteryScore, returnURL } = maker.getLaunchData();
      const returnUrl = webAddress(returnURL);
      const kept = await ask(state, { method: 'GET' });
      if (!kept.ok && kept.status !== 404) throw await refused(kept);
      return {
        learner: `${actor.account?.homePage ?? ''} ${actor.account?.name ?? ''} ${registration}`,
        mode: launchMode,
        ...(masteryScore === undefined ? {} : { masteryScore }),
        ...(returnUrl === undefined ? {} : { returnUrl }),
        state: kept.ok ? readState(await kept.text()) : NOTHING,
        initialized: maker.take(),
      };
    },
    make(verb: Cmi5Verb, score?: Cmi5Score): Statement {
      // The library makes the statement before it hands it over, so it is there at once.
      if (verb === 'passed') void maker.pass(score);
      else if (verb === 'failed') void maker.fail(score);
      else if (verb === 'completed') void maker.complete();
      else void maker.terminate();
      return asSelfReported(maker.take());
    },
    async send(statement) {
      const response = await ask(statements, { method: 'POST', body: JSON.stringify(statement) });
      // 409: a statement of that id is there already, from a try whose answer was lost.
      if (!response.ok && response.status !== 409) throw await refused(response);
    },
    async keep(kept) {
      const response = await ask(state, { method: 'PUT', body: JSON.stringify(kept) });
      if (!response.ok) throw await refused(response);
    },
    sendLast(all, kept) {
      const send = (url: string, method: string, body: unknown): void => {
        fetch(url, {
          method,
          headers: headers(),
          body: JSON.stringify(body),
          keepalive: true,
        }).catch(() => undefined);
      };
      send(statements, 'POST', all);
      send(state, 'PUT', kept);
    },
  };
}

/** The address, when it is one of the web: a window is sent there, and may not be made to run what stands in it. */
function webAddress(address: string | undefined): string | undefined {
  if (address === undefined || !URL.canParse(address)) return undefined;
  return /^https?:$/.test(new URL(address).protocol) ? address : undefined;
}

/** Who reads the statement learns that the learner's own browser judged. */
function asSelfReported(statement: Statement): Statement {
  const context = (statement['context'] ?? {}) as Readonly<Record<string, unknown>>;
  const extensions = (context['extensions'] ?? {}) as Readonly<Record<string, unknown>>;
  return {
    ...statement,
    context: { ...context, extensions: { ...extensions, [BASIS]: 'self-reported' } },
  };
}

function readState(text: string): Cmi5State {
  let found: Partial<Record<keyof Cmi5State, unknown>>;
  try {
    found = JSON.parse(text) as typeof found;
  } catch {
    throw new Error('what it kept of this unit is not what this package wrote');
  }
  const told = Array.isArray(found.told) ? (found.told as unknown[]) : [];
  return {
    resume: typeof found.resume === 'string' ? found.resume : '',
    told: (['completed', 'passed'] as const).filter((verb) => told.includes(verb)),
  };
}
