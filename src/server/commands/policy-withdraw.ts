/** `smartxpo-consent policy withdraw SITE POLICY VERSION --reason WORDS`: it no longer counts, its text stays. */
import { ProblemError } from '../../protocol/problem.ts';
import { readConfig } from '../config.ts';
import type { Environment } from '../config.ts';
import { withdrawPolicy } from '../policies/publishing.ts';
import type { Withdrawal } from '../policies/publishing.ts';
import { openStore } from '../server.ts';
import { describe } from './documents.ts';

export async function withdrawPolicyVersion(env: Environment, withdrawal: Withdrawal): Promise<number> {
  const { policy, version } = withdrawal;
  const store = await openStore(readConfig(env));
  try {
    await store.transaction((queries) => withdrawPolicy(queries, withdrawal, Date.now()));
    console.log(`${policy} ${version}: withdrawn`);
    return 0;
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    for (const finding of error.findings) console.error(describe(`${policy} ${version}`, finding));
    console.error('Nothing was withdrawn.');
    return 1;
  } finally {
    await store.close();
  }
}
