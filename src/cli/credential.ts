// npm run credential -- keygen | did | issue | verify | revoke | status | rotate: see --help.
// Exit code: 0 done or the certificate holds, 1 it does not hold or a question is open, 2 bad input.
import { CredentialError } from '#credentials';
import { LabError } from '#container';
import { CREDENTIAL_HELP } from './credential/help.ts';
import { did, keygen, rotate } from './credential/keys.ts';
import { issue } from './credential/issue.ts';
import { publish, revoke } from './credential/publish.ts';
import { verify } from './credential/verify.ts';

const COMMANDS: Readonly<
  Record<string, ((args: readonly string[]) => Promise<number>) | undefined>
> = {
  keygen,
  did,
  issue,
  verify,
  revoke,
  status: publish,
  rotate,
};

process.exitCode = await main(process.argv.slice(2));

async function main([name = '--help', ...args]: readonly string[]): Promise<number> {
  const command = COMMANDS[name];
  if (!command || args.includes('--help')) {
    console.log(CREDENTIAL_HELP);
    return command || name === '--help' ? 0 : 2;
  }
  try {
    return await command(args);
  } catch (error) {
    if (error instanceof CredentialError) console.error(`${error.name}: found ${error.message}.`);
    else if (error instanceof LabError)
      console.error(`${error.name}: ${error.message}\n  ${error.hint}`);
    else if (isUsage(error)) console.error(`${error.message}\n  See npm run credential -- --help.`);
    else throw error;
    return 2;
  }
}

/** What `parseArgs` and `node:fs` throw at bad input. */
function isUsage(error: unknown): error is Error {
  const code = (error as { readonly code?: unknown } | null)?.code;
  return (
    error instanceof RangeError ||
    (typeof code === 'string' && /^(?:ERR_PARSE|ENOENT|EISDIR|EEXIST)/.test(code))
  );
}
