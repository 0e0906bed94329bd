import { StrictMode, useRef, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { configureClient } from 'smartxpo-consent';
import 'smartxpo-consent/define.js';

configureClient({ site: 'smartxpo', endpoint: import.meta.env.BACKEND });
const sendsItself = !location.search.includes('native');

function Order() {
  const optin = useRef(null);
  const [email, setEmail] = useState('');
  const [said, setSaid] = useState('');
  const order = async (event) => {
    event.preventDefault();
    const body = new URLSearchParams(new FormData(event.currentTarget));
    const { name } = await optin.current.save();
    if (name === 'no-address' || name === 'failed') return;
    const response = await fetch('/orders', { method: 'POST', body });
    setSaid(response.ok ? 'Ordered.' : 'Not ordered.');
  };
  return (
    <form action="/orders" method="post" onSubmit={sendsItself ? order : undefined}>
      <h1>Order</h1>
      <label>
        Email
        <input name="mail" type="text" value={email} onChange={(event) => setEmail(event.target.value)} />
      </label>
      <sx-optin ref={optin} name="news" purpose="direct-marketing" channel="email" contact="mail" checked />
      <button>Order</button>
      <p role="status">{said}</p>
    </form>
  );
}

createRoot(document.querySelector('#app')).render(
  <StrictMode>
    <Order />
  </StrictMode>,
);
