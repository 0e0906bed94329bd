/** The richest form in every state it can be in, in every look and both directions, on a narrow screen. */
import { expect } from '@open-wc/testing';
import { findings, looksHere, statesOf } from '../helpers/form-states.ts';
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
    world = await createSampleWorld();
  });
  afterEach(() => world.end());

  for (const state of statesOf(definition)) {
    it(`is accessible: ${state.name}`, async () => {
      const form = await state.reach({ world, definition });
      expect(await findings(form, state, looks)).to.deep.equal([]);
    });
  }
});
