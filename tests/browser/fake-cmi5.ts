import {
  brokenRules,
  verbOf,
  type LaunchedSession,
  type SentStatement,
} from '../interop/cmi5-rules.ts';
import type { LmsServer } from './lms-server.ts';

const REGISTRATION = '0f0e7c5e-6c3b-4f5a-9a3e-0d6c2a8b1f00';

/** The package's own id of the unit: the LMS hands it on, and names the unit otherwise. */
const PUBLISHED_ID = 'https://academy.example/activities/unit';

/** The part of an LMS that launches cmi5 packages, and the store of statements behind it: it refuses what breaks a rule of cmi5. */
export class FakeCmi5 {
  readonly registration = REGISTRATION;
  readonly activityId = 'https://lms.example/activity/1';
  readonly actor = {
    objectType: 'Agent',
    account: { homePage: 'https://lms.example', name: 'opaque-17' },
  };
  /** In the order in which they came. */
  readonly statements: SentStatement[] = [];
  /** Of each statement that was refused, its verb and the rules that it breaks. */
  readonly refused: string[] = [];
  usedAddress = '';
  readonly #lms: LmsServer;
  #state: string | undefined;
  #launches = 0;
  #isFetched = false;
  #hasReadPreferences = false;
  #inSession: string[] = [];
  readonly #masteryScore: number;

  constructor(lms: LmsServer, masteryScore: number) {
    this.#lms = lms;
    this.#masteryScore = masteryScore;
    const json = { 'Content-Type': 'application/json' };
    lms.routes.set('/cmi5/fetch', (_request, _body, response) => {
      const answer = this.#isFetched
        ? { 'error-code': '1', 'error-text': 'The token was given.' }
        : { 'auth-token': `token-${this.#launches}` };
      this.#isFetched = true;
      response.writeHead(200, json).end(JSON.stringify(answer));
    });
    lms.routes.set('/cmi5/xapi/activities/state', (request, body, response) => {
      const url = new URL(request.url ?? '', lms.origin);
      if (request.headers.authorization !== `Basic token-${this.#launches}`) {
        response.writeHead(401).end('Not with this token.');
      } else if (url.searchParams.get('stateId') === 'LMS.LaunchData') {
        const data = {
          launchMode: 'Normal',
          moveOn: 'Passed',
          masteryScore,
          contextTemplate: this.#session.contextTemplate,
          returnURL: this.returnAddress,
        };
        response.writeHead(200, json).end(JSON.stringify(data));
      } else if (request.method === 'PUT') {
        this.#state = body;
        response.writeHead(204).end();
      } else if (this.#state === undefined) response.writeHead(404).end('There is none.');
      else response.writeHead(200, json).end(this.#state);
    });
    lms.routes.set('/cmi5/xapi/agents/profile', (request, _body, response) => {
      const asked = new URL(request.url ?? '', lms.origin).searchParams;
      this.#hasReadPreferences ||= asked.get('profileId') === 'cmi5LearnerPreferences';
      response.writeHead(404).end('There is none.');
    });
    lms.routes.set('/cmi5/course', (_request, _body, response) => {
      response.writeHead(200, { 'Content-Type': 'text/plain' }).end('Your course.');
    });
    lms.routes.set('/cmi5/xapi/statements', (request, body, response) => {
      if (request.headers['x-experience-api-version'] === undefined) {
        response.writeHead(400).end('Which version?');
        return;
      }
      const sent = JSON.parse(body) as SentStatement | SentStatement[];
      for (const one of Array.isArray(sent) ? sent : [sent]) this.#take(one);
      response.writeHead(200, json).end('["0"]');
    });
  }

  /** Where the LMS wants its learner when a unit has ended. */
  get returnAddress(): string {
    return `${this.#lms.origin}/cmi5/course`;
  }

  get #session(): LaunchedSession {
    return {
      actor: this.actor,
      registration: this.registration,
      activityId: this.activityId,
      masteryScore: this.#masteryScore,
      mode: 'Normal',
      contextTemplate: {
        extensions: {
          'https://w3id.org/xapi/cmi5/context/extensions/sessionid': `session-${this.#launches}`,
        },
        contextActivities: { grouping: [{ id: PUBLISHED_ID }] },
      },
      hasReadPreferences: this.#hasReadPreferences,
      inSession: this.#inSession,
      inRegistration: this.verbs,
    };
  }

  /** As a store of statements does: what it has already under that id is not stored again. */
  #take(statement: SentStatement): void {
    if (this.statements.some(({ id }) => id === statement.id)) return;
    const broken = brokenRules(statement, this.#session);
    if (broken.length > 0) this.refused.push(`${verbOf(statement)}: ${broken.join(', ')}`);
    else {
      this.statements.push(statement);
      this.#inSession.push(verbOf(statement));
    }
  }

  /** Last words of the verbs, in the order in which they came. */
  get verbs(): readonly string[] {
    return this.statements.map(verbOf);
  }

  /** A new launch of the unit in the registration. */
  launchAddress(page: string): string {
    this.#launches += 1;
    this.#isFetched = false;
    this.#hasReadPreferences = false;
    this.#inSession = [];
    const query = new URLSearchParams({
      endpoint: `${this.#lms.origin}/cmi5/xapi/`,
      fetch: `${this.#lms.origin}/cmi5/fetch`,
      actor: JSON.stringify(this.actor),
      registration: this.registration,
      activityId: this.activityId,
    });
    this.usedAddress = `${page}?${query.toString()}`;
    return this.usedAddress;
  }
}
