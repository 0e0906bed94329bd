/** Roles in words. */
import { msg } from '../../locales/lit-localize.ts';
import type { Role } from '../../protocol/terms.ts';

export function roleName(role: Role): string {
  switch (role) {
    case 'operations':
      return msg('Operations');
    case 'senior-management':
      return msg('Senior management');
    case 'marketing':
      return msg('Marketing');
    case 'support':
      return msg('Support');
    case 'accounts':
      return msg('Accounts');
    case 'privacy-admin':
      return msg('Privacy administration');
  }
}

/** What the role is for, in one line. */
export function roleHint(role: Role): string {
  switch (role) {
    case 'operations':
      return msg('Sees submissions and correspondence.');
    case 'senior-management':
      return msg('Sees everything, approves policies.');
    case 'marketing':
      return msg('Builds and publishes forms and the look; sees who wants to hear from you.');
    case 'support':
      return msg('Sees what people wrote; enters letters and mails.');
    case 'accounts':
      return msg('Sees what bookings and invoices need.');
    case 'privacy-admin':
      return msg('Does everything: people, policies, forms, rights.');
  }
}
