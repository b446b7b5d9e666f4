import { setConnected, takeChange, takeFleet, takePulse } from "/static/store.js";

const SILENCE = 8000;
let source;
let last = 0;
let delay = 500;

/** Messages that wait; between two of them the browser may draw. */
let waiting = [];
const turns = new MessageChannel();
turns.port1.onmessage = () => waiting.shift()?.();

// A browser hands out what came together in one task: of a large fleet that is many parts.
function heard(take) {
  return (event) => {
    last = Date.now();
    delay = 500;
    waiting.push(() => {
      take(JSON.parse(event.data));
      setConnected(true);
    });
    turns.port2.postMessage(null);
  };
}

function connect() {
  source?.close();
  waiting = [];
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
  waiting = [];
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
