import {
  brokenRules,
  faultSentence,
  readContract,
  readCsv,
  teamMembers,
  type DataContract,
} from '#formats';
import {
  cannotTell,
  doesNotHold,
  holds,
  shownJson,
  type Check,
  type Finding,
  type Probe,
} from '#grading';
import { readTableCsv } from '#harborlight';
import { CLASSES } from '../sign-the-contract/requirements.ts';
import { queryResults } from '../sign-the-contract/sql-counts.ts';
import { agreed } from './agreement.ts';
import { dayOf } from './day.ts';
import { hiddenFiles } from './hidden-files.ts';

const PATH = 'contracts/cases.odcs.yaml';
const NOTES = 'docs/agreement.md';
const LESSON = 'data-governance-that-survives-an-audit/the-contract-as-code';

const contractIsValid: Check = {
  id: 'contract-is-valid',
  async run(probe) {
    const text = await probe.readText(PATH);
    const read = text === undefined ? undefined : readContract(text, PATH, 'v3.1.0');
    const owner = read?.value ? ownerOf(read.value) : undefined;
    if (read?.value && owner !== undefined) return holds;
    const [first] = read?.faults ?? [];
    return doesNotHold({
      summary: read?.value
        ? 'The contract names nobody who owns the table.'
        : 'There is no contract that ODCS 3.1.0 describes.',
      ran: `${PATH}, held to ODCS 3.1.0`,
      cameBack: read?.value
        ? `team: ${shownJson(read.value.team)}`
        : (read?.faults.slice(0, 4).map(faultSentence).join('\n') ?? 'no such file'),
      expected: 'A valid contract with apiVersion v3.1.0 and a team member whose role is owner.',
      lookAt: { path: PATH, lesson: LESSON, ...(first ? { line: first.line } : {}) },
    });
  },
};

function ownerOf(contract: DataContract): unknown {
  return teamMembers(contract).find(({ role }) => /^(?:data )?owner$/i.test(role?.trim() ?? ''));
}

const columnsAreDescribed: Check = claim('columns-are-described', (contract, probe) => {
  const due = agreed(dayOf(probe.seed));
  const properties = contract.schema?.[0]?.properties ?? [];
  const names = properties.map(({ name }) => name);
  const lacking = due.find(({ name }) => !names.includes(name));
  const extra = names.find((name) => due.every((one) => one.name !== name));
  if (lacking ?? extra) {
    return fault(
      lacking
        ? `The column ${lacking.name} is not described.`
        : `The column ${extra ?? ''} is described, and nobody agreed on it.`,
      names.join(', '),
      due.map(({ name }) => name).join(', '),
    );
  }
  for (const { name, type, atLeast } of due) {
    const stated = properties.find((property) => property.name === name);
    if (stated?.logicalType !== type) {
      return fault(
        `The logicalType of ${name} is not the one agreed.`,
        `${name}: logicalType ${shownJson(stated?.logicalType)}`,
        `${name}: logicalType "${type}"`,
      );
    }
    const rank = CLASSES.findIndex((one) => one === stated.classification);
    if (rank >= CLASSES.indexOf(atLeast)) continue;
    return fault(
      `The class of ${name} does not protect it enough.`,
      `${name}: classification ${shownJson(stated.classification)}`,
      `${name}: ${atLeast} or a stricter class`,
    );
  }
  return holds;
});

const contractSaysWhatWasAgreed: Check = {
  id: 'contract-says-what-was-agreed',
  needs: ['contract-is-valid'],
  async run(probe) {
    const contract = await contractOf(probe);
    if (!contract) return cannotTell('The contract cannot be read.');
    const files = hiddenFiles(probe.hiddenSeed(4), dayOf(probe.seed));
    const tables = Object.fromEntries(
      Object.entries(files).map(([key, { csv }]) => [
        key,
        { ...readTableCsv(String(csv)), defaulted: [] },
      ]),
    );
    const queries = (contract.schema?.[0]?.quality ?? []).flatMap(({ query }) => query ?? []);
    const counted = await queryResults(probe, contract, tables, queries);
    for (const [key, { csv, given, asOf, verdict }] of Object.entries(files)) {
      const rules = brokenRules(contract, readCsv(String(csv)), {
        asOf,
        sql: (query) => counted[key]?.[query],
      });
      const errors = rules.some(({ severity }) => severity === 'error');
      const found = errors ? 'fail' : rules.length > 0 ? 'warn' : 'pass';
      if (found === verdict) continue;
      return fault(
        `Held to ${given}, the contract does not say "${verdict}".`,
        `${found}; rules broken: ${rules.map(({ kind, column }) => `${kind} ${column ?? ''}`).join(', ') || 'none'}`,
        verdict === 'pass'
          ? 'no rule broken'
          : verdict === 'warn'
            ? 'a warning and no error'
            : 'an error',
      );
    }
    return holds;
  },
};

export const contractChecks: readonly Check[] = [
  contractIsValid,
  columnsAreDescribed,
  contractSaysWhatWasAgreed,
];

function claim(id: string, says: (contract: DataContract, probe: Probe) => Finding): Check {
  return {
    id,
    needs: ['contract-is-valid'],
    async run(probe) {
      const contract = await contractOf(probe);
      return contract ? says(contract, probe) : cannotTell('The contract cannot be read.');
    },
  };
}

async function contractOf(probe: Probe): Promise<DataContract | undefined> {
  return readContract((await probe.readText(PATH)) ?? '', PATH).value;
}

function fault(summary: string, cameBack: string, expected: string): Finding {
  return doesNotHold({
    summary,
    ran: `${PATH}, beside ${NOTES}`,
    cameBack,
    expected,
    lookAt: { path: PATH, lesson: LESSON },
  });
}
