/** What may follow what in a request: random walks beside a second table, written by hand from requirements.md, section 5. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { isFinal, mayFollow, nextStates, REQUEST_STATES, sayingFor } from '../../src/protocol/request.ts';
import type { RequestActor, RequestState } from '../../src/protocol/request.ts';
import { REQUEST_KINDS } from '../../src/protocol/terms.ts';
import type { RequestKind } from '../../src/protocol/terms.ts';

/**
 * Kinds by letter: A access, P portability, R rectification, E erasure, S restriction, O objection, M marketing objection,
 * W withdrawal, C client off-boarding, K complaint. Hands: s the person, t the staff, y the system.
 */
const LETTERS: Record<string, RequestKind> = {
  A: 'access',
  P: 'portability',
  R: 'rectification',
  E: 'erasure',
  S: 'restriction',
  O: 'objection',
  M: 'marketing-objection',
  W: 'consent-withdrawal',
  C: 'client-offboarding',
  K: 'complaint',
};
const HANDS: Record<string, RequestActor> = { s: 'subject', t: 'staff', y: 'system' };

const BY_HAND = `
  received fulfilled MW y
  received acknowledged APRESOCK y
  acknowledged identity-needed APRESOC t
  acknowledged in-progress APRESOC st
  acknowledged cancelled APRESOCK s
  acknowledged investigating K t
  identity-needed in-progress APRESOC st
  identity-needed refused APRESOC t
  identity-needed cancelled APRESOC s
  clarification-needed in-progress APRESOC sty
  clarification-needed cancelled APRESOC s
  in-progress clarification-needed APRESOC t
  in-progress extended APRESOC t
  in-progress review APRESOC t
  in-progress cancelled APRESOC s
  extended review APRESOC t
  extended cancelled APRESOC s
  review ready APC t
  review scheduled-erasure E t
  review fulfilled RSO t
  review partly-refused APRESOC t
  review refused APRESOC t
  review cancelled APRESOC s
  ready delivered APC s
  ready link-expired APC y
  ready scheduled-erasure C y
  ready cancelled APRESOC s
  link-expired ready APC st
  link-expired scheduled-erasure C y
  link-expired cancelled APRESOC s
  delivered fulfilled AP y
  delivered receipt-confirmed C s
  delivered scheduled-erasure C y
  receipt-confirmed scheduled-erasure C ty
  scheduled-erasure erasing EC y
  scheduled-erasure cancelled APRESOC s
  erasing erased-with-residuals EC y
  erased-with-residuals fulfilled EC y
  investigating outcome-sent K t
  investigating cancelled K s
  outcome-sent closed K sy
  outcome-sent escalated-to-regulator K st
`;

const ARROWS = new Set(
  BY_HAND.trim()
    .split('\n')
    .flatMap((line) => {
      const [from, to, kinds = '', hands = ''] = line.trim().split(' ');
      return Array.from(kinds).flatMap((kind) => Array.from(hands).map((hand) => `${String(LETTERS[kind])} ${String(from)} ${String(to)} ${String(HANDS[hand])}`)); // prettier-ignore
    }),
);

const ACTORS: RequestActor[] = ['subject', 'staff', 'system'];
const kinds = fc.constantFrom(...REQUEST_KINDS);

describe('requests', () => {
  test('every pair of states is allowed or refused as the table by hand has it', () => {
    for (const kind of REQUEST_KINDS)
      for (const state of REQUEST_STATES)
        for (const to of REQUEST_STATES)
          for (const by of ACTORS) {
            const arrow = `${kind} ${state} ${to} ${by}`;
            assert.equal(mayFollow({ kind, state }, to, by), ARROWS.has(arrow), arrow);
          }
  });

  test('any walk ends in one final state, from which nothing follows', () => {
    fc.assert(
      fc.property(kinds, fc.array(fc.nat(), { minLength: 60, maxLength: 60 }), (kind, draws) => {
        let state: RequestState = 'received';
        const seen: RequestState[] = [state];
        for (const draw of draws) {
          if (isFinal(state)) break;
          const here: RequestState = state;
          const options: RequestState[] = ACTORS.flatMap((by): RequestState[] =>
            nextStates({ kind, state: here }, by),
          );
          assert.ok(options.length > 0, `${kind} is stuck in ${state}`);
          state = options[draw % options.length] ?? state;
          seen.push(state);
        }
        assert.ok(seen.filter(isFinal).length <= 1);
        if (isFinal(state)) for (const by of ACTORS) assert.deepEqual(nextStates({ kind, state }, by), []);
      }),
      { numRuns: 2_000 },
    );
  });

  const reachable = (kind: RequestKind): Set<RequestState> => {
    const found = new Set<RequestState>(['received']);
    for (const state of found)
      for (const by of ACTORS) for (const next of nextStates({ kind, state }, by)) found.add(next);
    return found;
  };

  test('a marketing objection and a withdrawal can become nothing but fulfilled (L-27)', () => {
    for (const kind of ['marketing-objection', 'consent-withdrawal'] as const)
      assert.deepEqual([...reachable(kind)], ['received', 'fulfilled']);
  });

  test('a complaint has no refusal, and erasure under the law waits for no receipt (T6)', () => {
    assert.ok(!reachable('complaint').has('refused') && !reachable('complaint').has('partly-refused'));
    assert.ok(!reachable('erasure').has('receipt-confirmed'));
    assert.ok(reachable('client-offboarding').has('receipt-confirmed'));
  });

  test('every state is one of some kind, and every kind can be fulfilled or closed', () => {
    const all = new Set(REQUEST_KINDS.flatMap((kind) => [...reachable(kind)]));
    assert.deepEqual([...REQUEST_STATES].filter((state) => !all.has(state)), []); // prettier-ignore
    for (const kind of REQUEST_KINDS) {
      const states = reachable(kind);
      assert.ok(states.has('fulfilled') || states.has('closed'), kind);
    }
  });

  test('nobody but the person cancels, and nothing is cancelled once it is being erased', () => {
    for (const kind of REQUEST_KINDS)
      for (const state of REQUEST_STATES) {
        assert.ok(!mayFollow({ kind, state }, 'cancelled', 'staff'));
        assert.ok(!mayFollow({ kind, state }, 'cancelled', 'system'));
      }
    assert.ok(!mayFollow({ kind: 'erasure', state: 'erasing' }, 'cancelled', 'subject'));
  });

  test('only people refuse (L-40), and what they have to say with it is asked for', () => {
    for (const kind of REQUEST_KINDS)
      for (const state of REQUEST_STATES)
        for (const to of ['refused', 'partly-refused'] as const)
          for (const by of ['subject', 'system'] as const) assert.ok(!mayFollow({ kind, state }, to, by));
    assert.deepEqual(['refused', 'partly-refused', 'extended', 'outcome-sent', 'ready'].map((to) => sayingFor(to as RequestState)), ['refusal', 'refusal', 'delay', 'outcome', undefined]); // prettier-ignore
  });
});
