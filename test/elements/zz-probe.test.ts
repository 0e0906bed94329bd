import { looksHere } from '../helpers/form-states.ts';
it('x', async () => { console.log((await looksHere()).map((l) => l.name).join()); });
