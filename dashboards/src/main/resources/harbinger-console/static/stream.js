import { setConnected, takeChange, takeFleet, takePulse } from "/static/store.js";

const SILENCE = 8000;
let source;
let last = 0;
let delay = 500;

function heard(take) {
  return (event) => {
    last = Date.now();
    delay = 500;
    take(JSON.parse(event.data));
    setConnected(true);
  };
}

function connect() {
  source?.close();
  last = Date.now();
  source = new EventSource("/api/stream");
  source.addEventListener("fleet", heard(takeFleet));
  source.addEventListener("change", heard(takeChange));
  source.addEventListener("pulse", heard(takePulse));
  source.addEventListener("reload", connect);
  source.onerror = lost;
}

function lost() {
  setConnected(false);
  source?.close();
  source = undefined;
  setTimeout(connect, delay);
  delay = Math.min(delay * 2, 10_000);
}

export function startStream() {
  connect();
  setInterval(() => {
    if (source && Date.now() - last > SILENCE) {
      lost();
    }
  }, 2000);
}
