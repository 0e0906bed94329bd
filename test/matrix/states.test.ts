/** `npm run test:matrix`: every kind of form in every state, look and direction; `npm test` takes one kind. */
import { expect } from '@open-wc/testing';
import { FORM_KINDS } from '../../src/protocol/terms.ts';
import { findings, looksHere, statesOf, undress } from '../helpers/form-states.ts';
import type { Look } from '../helpers/form-states.ts';
import { createSampleWorld, sampleForm } from '../helpers/kinds.ts';
import type { SampleWorld } from '../helpers/kinds.ts';

const definitions = await Promise.all(FORM_KINDS.map((kind) => sampleForm(kind)));

describe('<sx-form> of every kind in every state', () => {
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

  for (const definition of definitions) {
    for (const state of statesOf(definition)) {
      it(`is accessible: ${definition.kind}, ${state.name}`, async () => {
        expect(await findings(state, { world, definition }, looks)).to.deep.equal([]);
      });
    }
  }
});
