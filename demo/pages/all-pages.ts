import { callback } from './callback.ts';
import { careers } from './careers.ts';
import { contact } from './contact.ts';
import { expertise } from './expertise.ts';
import { home } from './home.ts';
import { information } from './information.ts';
import { myData } from './my-data.ts';
import { newsletter } from './newsletter.ts';
import { notFound } from './not-found.ts';
import type { Page } from './page.ts';
import { privacy } from './privacy.ts';
import { survey } from './survey.ts';

export const allPages: readonly Page[] = [
  home,
  newsletter,
  contact,
  expertise,
  information,
  callback,
  survey,
  careers,
  privacy,
  myData,
  notFound,
];
