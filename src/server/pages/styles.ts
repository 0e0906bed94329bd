/** The one style sheet of the server's own pages, served at /pages.css. */
export const PAGE_STYLES = `
:root { color-scheme: light dark; font: 1.0625rem/1.55 system-ui, sans-serif; }
body { margin: 0; background: light-dark(#f6f5f2, #131416); color: light-dark(#1b1c1e, #f0f0ee); }
main { max-width: 44rem; margin: 0 auto; padding: clamp(1.5rem, 6vw, 4rem) 1.25rem; }
h1 { font-size: clamp(1.6rem, 5vw, 2.4rem); line-height: 1.15; margin: 0 0 1.5rem; text-wrap: balance; }
h2 { font-size: 1.2rem; margin: 2.5rem 0 0.5rem; }
a { color: light-dark(#0b57a4, #8fc1ff); text-underline-offset: 0.15em; }
a:focus-visible, button:focus-visible { outline: 3px solid currentColor; outline-offset: 3px; }
button { font: inherit; font-weight: 600; min-height: 2.75rem; padding: 0.5em 1.2em; border: 0; border-radius: 0.375rem;
  background: light-dark(#0b57a4, #8fc1ff); color: light-dark(#fff, #0b1a2b); cursor: pointer; }
ul.plain { list-style: none; padding: 0; display: grid; gap: 0.5rem; }
ul.plain li { padding: 0.75rem 1rem; background: light-dark(#fff, #1c1d20); border-radius: 0.375rem; }
.muted { color: light-dark(#55575b, #b4b6ba); }
pre { white-space: pre-wrap; overflow-wrap: anywhere; background: light-dark(#fff, #1c1d20); padding: 1rem; border-radius: 0.375rem; font-size: 0.9rem; }
sx-studio:not(:defined), sx-draft-page:not(:defined) { display: block; padding: 2rem; }
article { margin: 0 0 2rem; }
sx-form, sx-policy, sx-my-data { display: block; min-height: 12rem; }
`;
