/** The richest form in every state it can be in, in every look and both directions, on a narrow screen. */
import { expect } from '@open-wc/testing';
import { findings, looksHere, statesOf, undress } from '../helpers/form-states.ts';
import type { Look } from '../helpers/form-states.ts';
import { createSampleWorld, sampleForm } from '../helpers/kinds.ts';
import type { SampleWorld } from '../helpers/kinds.ts';

// Questions, conditions, steps, a file, a statement, a choice and drafts: no other form has them all.
const definition = await sampleForm('employment-application');

describe('<sx-form> in every state', () => {
  let world: SampleWorld;
  let looks: Look[];
  before(async () => {
    looks = await looksHere();
  });
  beforeEach(async () => {
    world = await createSampleWorld({ isHasty: true });
  });
  afterEach(() => world.end());
  after(() => undress(looks));

  for (const state of statesOf(definition)) {
    it(`is accessible: ${state.name}`, async () => {
      expect(await findings(state, { world, definition }, looks)).to.deep.equal([]);
    });
  }
});
