/** Pages of the demo that embed an element, in English; German ones stand under /de. */
export const ELEMENT_PAGES = [
  '/newsletter.html',
  '/contact.html',
  '/information.html',
  '/callback.html',
  '/careers.html',
  '/expertise.html',
  '/survey.html',
  '/privacy.html',
  '/my-data.html',
];
