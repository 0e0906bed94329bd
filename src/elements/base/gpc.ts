/** Whether this browser says Global Privacy Control: `true`, and nothing else that may stand there (G-01). */
export function saysGpc(): boolean {
  return 'globalPrivacyControl' in navigator && navigator.globalPrivacyControl === true;
}
