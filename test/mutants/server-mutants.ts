/** Mistakes of the backend's intake, and of the rule that says which of two acts counts. */
import type { Mutant } from './mutant.ts';

const INTAKE = 'src/server/intake.ts';
const OPERATIONS = 'src/server/store/operations.ts';
const CONSENT = 'src/protocol/consent.ts';
const INTAKE_TESTS = {
  file: 'test/server/intake-sqlite.test.ts',
  contract: 'test/contract/intake-contract.ts',
} as const;

export const SERVER_MUTANTS: readonly Mutant[] = [
  {
    name: 'noServerDedup',
    breaks: 'an operation that arrives twice is applied twice',
    patches: [
      {
        file: OPERATIONS,
        find: 'return (result.numInsertedOrUpdatedRows ?? 0n) > 0n;',
        replace: 'void result;\n      return true;',
      },
    ],
    killedBy: {
      ...INTAKE_TESTS,
      title: 'applies an operation once when it arrives many times at the same moment',
    },
  },
  {
    name: 'keyBeforeEffect',
    breaks: 'the key is claimed, the effect fails, and the next attempt finds the key',
    patches: [
      {
        file: INTAKE,
        find: 'const taken = await parts.store.transaction(async (queries): Promise<Taken> => {',
        replace: 'const taken = await (async (queries: Queries): Promise<Taken> => {',
      },
      {
        file: INTAKE,
        find: 'return { receipt, repeated: false };\n  });',
        replace: 'return { receipt, repeated: false };\n  })(parts.store);',
      },
    ],
    killedBy: { ...INTAKE_TESTS, title: 'leaves nothing behind when an effect fails' },
  },
  {
    name: 'effectBeforeKey',
    impossible: 'what an effect writes refers to the row of its operation, so it cannot stand before it',
  },
  {
    name: 'dedup24h',
    breaks: 'an operation that comes again after a day is applied again',
    patches: [
      {
        file: INTAKE,
        find: 'if (!isFirst) return {',
        replace:
          'const earlier = await queries.operations.find(operation.id);\n    if (!isFirst && receivedAt - (earlier?.received_at ?? 0) < 24 * HOUR) return {',
      },
    ],
    killedBy: {
      ...INTAKE_TESTS,
      title: 'applies an operation once, however long after the first time it comes again',
    },
  },
  {
    name: 'clientClockLww',
    breaks: 'of a grant and a withdrawal the one with the later clock counts',
    patches: [
      {
        file: CONSENT,
        find: 'return end.device.act >= grant.device.act || isKnownBefore;',
        replace: 'return grantMoment(grant) <= madeAt;',
      },
      {
        file: CONSENT,
        find: 'return grantMoment(grant) <= end.receivedAt || seemsBefore(grant, end.receivedAt, clock);',
        replace: 'return grantMoment(grant) <= end.receivedAt - end.age;',
      },
    ],
    killedBy: {
      file: 'test/protocol/consent.test.ts',
      title: 'between acts of one device the higher act number wins, whatever the clocks say',
    },
  },
  {
    name: 'ageIsMoment',
    breaks: 'a grant that was long under way seems to be newer than the withdrawal it came before',
    patches: [
      {
        file: CONSENT,
        find: 'return grantMoment(grant) <= moment + UNDER_WAY;',
        replace: 'return false;',
      },
    ],
    killedBy: {
      file: 'test/protocol/consent.test.ts',
      title: 'a grant whose request was under way for minutes does not seem to be new',
    },
  },
  {
    name: 'lastWithdrawerRule',
    breaks: 'only the last withdrawal is asked, so an older one ends nothing any more',
    patches: [
      {
        file: CONSENT,
        find: 'const standing = timely.filter((grant) => !endings.some((end) => ends(end, grant)));',
        replace:
          'const last = latest(endings);\n  const standing = timely.filter((grant) => last === undefined || !ends(last, grant));',
      },
    ],
    killedBy: 'simulation',
  },
];
