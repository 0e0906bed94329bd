import { contact } from './contact.ts';
import { home } from './home.ts';
import { myData } from './my-data.ts';
import { newsletter } from './newsletter.ts';
import { notFound } from './not-found.ts';
import type { Page } from './page.ts';
import { privacy } from './privacy.ts';

export const allPages: readonly Page[] = [home, newsletter, contact, privacy, myData, notFound];
