/** The control in an element's shadow root that matches, once it is there. */
export function control(host: HTMLElement, selector: string): Promise<HTMLInputElement> {
  return new Promise((resolve) => {
    const look = (): void => {
      const found = host.shadowRoot?.querySelector<HTMLInputElement>(selector);
      if (found) resolve(found);
      else setTimeout(look, 10);
    };
    look();
  });
}
