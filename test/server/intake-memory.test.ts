import { openMemoryStore } from '../../src/server/store/memory.ts';
import { announcingContract } from '../contract/announcing-contract.ts';
import { formsContract } from '../contract/forms-contract.ts';
import { intakeContract } from '../contract/intake-contract.ts';
import { startBackend } from '../helpers/backend.ts';

intakeContract('memory', () => startBackend(openMemoryStore()));
formsContract('memory', () => startBackend(openMemoryStore()));
announcingContract('memory', () => startBackend(openMemoryStore()));
