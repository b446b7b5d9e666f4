/** Moves a child only where its place is another: the rest keeps its layout, focus and selection. */
export function place(parent, index, node) {
  const there = parent.children[index];
  if (there === node) {
    return;
  }
  const focused = node.contains(document.activeElement) ? document.activeElement : null;
  if (there && there.nextElementSibling === node && !there.contains(document.activeElement)) {
    // The one before went further down: it comes in again at its place.
    parent.append(there);
  } else {
    parent.insertBefore(node, there ?? null);
  }
  focused?.focus({ preventScroll: true });
}

/**
 * Goes through a list a part in each frame: a page that works longer feels stuck.
 *
 * @param most what one frame may cost
 * @param step does one item at its index and says what that cost
 * @param end what is done after the last, with the list
 */
export function inFrames(most, step, end) {
  let items = [];
  let next = 0;
  let frame = 0;

  function go() {
    for (let cost = 0; cost < most && next < items.length; next++) {
      cost += step(items[next], next);
    }
    if (next < items.length) {
      frame = requestAnimationFrame(go);
    } else {
      frame = 0;
      end(items);
    }
  }

  return {
    busy: () => frame !== 0,
    start: (list) => {
      cancelAnimationFrame(frame);
      items = list;
      next = 0;
      frame = requestAnimationFrame(go);
    },
    stop: () => cancelAnimationFrame(frame),
  };
}

/** Takes away the children after the first so many. */
export function cut(parent, length) {
  while (parent.children.length > length) {
    parent.lastElementChild.remove();
  }
}

const KEPT_A_FRAME = 40;

/** As many children that stay as they are take as long as one that is made. */
const MADE = 10;

/**
 * Children that follow a list: one is made where an item is new or another than it was, and all
 * others stay.
 *
 * @param keyOf what an item is known by
 * @param make the child of an item
 * @param age brings up to date what changes with time alone
 */
export function following(parent, keyOf, make, age = () => {}) {
  let known = new Map();
  let later = null;

  function step(item, index) {
    const key = keyOf(item);
    const version = JSON.stringify(item);
    const before = known.get(key);
    if (before?.version === version) {
      age(before.node, item);
      place(parent, index, before.node);
      return 1;
    }
    const node = make(item);
    known.set(key, { version, node });
    place(parent, index, node);
    if (before) {
      const focused = before.node.contains(document.activeElement);
      before.node.remove();
      if (focused) {
        node.querySelector("button")?.focus({ preventScroll: true });
      }
    }
    return MADE;
  }

  const work = inFrames(KEPT_A_FRAME, step, (items) => {
    cut(parent, items.length);
    const keys = new Set(items.map(keyOf));
    known = new Map([...known].filter(([key]) => keys.has(key)));
    if (later) {
      const list = later;
      later = null;
      work.start(list);
    }
  });

  return {
    /** The list as it is now; one that comes while another is gone through waits for its end. */
    show: (list) => {
      if (work.busy()) {
        later = list;
      } else {
        work.start(list);
      }
    },
    stop: work.stop,
  };
}
