/** The name with its mark: a corner stand seen from above, two walls and an open floor. */
export function wordmark(): string {
  return `<svg class="mark" viewBox="0 0 32 32" aria-hidden="true" focusable="false"><rect class="mark-floor" x="7" y="7" width="22" height="22"/><path class="mark-walls" d="M5 29V5H29"/></svg><span>SmartXPO</span>`;
}
