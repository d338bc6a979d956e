import type { PrivatePort } from '../../kernel/private-port.ts';
import type { FromProcess, ToProcess } from '../../kernel/process.ts';

type Kind = ToProcess['type'];
type OfKind<Name extends Kind> = Extract<ToProcess, { readonly type: Name }>;

let port: PrivatePort | undefined;
const listeners = new Map<Kind, (message: never) => void>();
let nextId = 1;

/** The process's one line to the kernel, kept out of the program's reach. */
export const kernel = {
  connect(given: PrivatePort): void {
    port = given;
    given.hear((message) => {
      listeners.get(message.type)?.(message as never);
    });
  },
  say(message: FromProcess, transfer: Transferable[] = []): void {
    port?.say(message, transfer);
  },
  on<Name extends Kind>(type: Name, listener: (message: OfKind<Name>) => void): void {
    listeners.set(type, listener);
  },
  /** A number that no other question of this process has. */
  newId: (): number => nextId++,
};
