import { mailAddress, type Page } from './page.ts';

export const privacy: Page = {
  name: 'privacy',
  title: { en: 'Privacy', de: 'Datenschutz' },
  description: {
    en: 'The privacy policy of SmartXPO, its versions and what changed.',
    de: 'Die Datenschutzerklärung von SmartXPO, ihre Fassungen und was sich geändert hat.',
  },
  main: ({ say, link }) => `
<div class="split">
  <div class="split-title">
    <h1>${say({ en: 'Privacy', de: 'Datenschutz' })}</h1>
    <p class="lead">${say({
      en: `What we collect, why, and for how long. To use your rights, go to <a href="${link('my-data')}">My data</a>.`,
      de: `Was wir erheben, wozu und wie lange. Ihre Rechte nutzen Sie unter <a href="${link('my-data')}">Meine Daten</a>.`,
    })}</p>
  </div>
  <sx-policy without-title>
    <div class="fallback">
      <p>${say({
        en: `The policy is shown with JavaScript. Write to <a href="mailto:${mailAddress}?subject=Privacy%20policy">${mailAddress}</a> with the subject “Privacy policy”, and we send you the current text and, if you ask for them, earlier versions.`,
        de: `Die Datenschutzerklärung wird mit JavaScript angezeigt. Schreiben Sie an <a href="mailto:${mailAddress}?subject=Datenschutz">${mailAddress}</a>, Betreff „Datenschutz“. Wir senden Ihnen den aktuellen Text und auf Wunsch frühere Fassungen.`,
      })}</p>
    </div>
  </sx-policy>
</div>`,
};
