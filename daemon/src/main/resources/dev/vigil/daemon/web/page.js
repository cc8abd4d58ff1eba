// Keeps the page as it is on the daemon: each state replaces what is shown, and silence greys it.
'use strict';
{
  const SILENCE_MAX_MS = 3500;
  const UNITS = [[86400, 'day'], [3600, 'hour'], [60, 'minute'], [1, 'second']];
  const main = document.querySelector('main');
  const old = document.getElementById('old');
  const ages = new Intl.RelativeTimeFormat(document.documentElement.lang, {numeric: 'always', style: 'short'});
  const template = old.textContent;
  let heardAt = performance.now();
  // The daemon's clock may differ from ours; its beats bring its time.
  let aheadMs = 0;

  const showAges = () => {
    for (const time of main.querySelectorAll('time')) {
      const seconds = Math.max(0, Math.round((Date.now() + aheadMs - Date.parse(time.dateTime)) / 1000));
      const [size, unit] = UNITS.find(([size]) => seconds >= size) ?? [1, 'second'];
      time.title = time.dateTime;
      time.textContent = ages.format(-Math.floor(seconds / size), unit);
    }
  };

  const showSilence = () => {
    const silentMs = performance.now() - heardAt;
    const isOld = silentMs > SILENCE_MAX_MS;
    document.body.classList.toggle('old', isOld);
    old.hidden = !isOld;
    old.textContent = template.replace('%s', Math.floor(silentMs / 1000));
  };

  const source = new EventSource('/live' + location.search);
  source.addEventListener('state', event => {
    const open = new Set([...main.querySelectorAll('details[open]')].map(each => each.id));
    main.innerHTML = event.data;
    for (const each of main.querySelectorAll('details')) each.open = open.has(each.id);
    showAges();
  });
  source.addEventListener('beat', event => {
    heardAt = performance.now();
    aheadMs = Number(event.data) - Date.now();
    showSilence();
  });
  setInterval(() => { showAges(); showSilence(); }, 500);
  showAges();
}
