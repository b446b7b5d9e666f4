const KEY = "harbinger.theme";
const dark = matchMedia("(prefers-color-scheme: dark)");
const watchers = new Set();

export function isDark() {
  const chosen = document.documentElement.dataset.theme;
  return chosen ? chosen === "dark" : dark.matches;
}

export function onTheme(watcher) {
  watchers.add(watcher);
  return () => watchers.delete(watcher);
}

function changed(button) {
  button.textContent = isDark() ? "☀" : "☾";
  button.title = isDark() ? "Light" : "Dark";
  for (const watcher of watchers) {
    watcher();
  }
}

export function setUpTheme(button) {
  button.addEventListener("click", () => {
    const next = isDark() ? "light" : "dark";
    document.documentElement.dataset.theme = next;
    try {
      localStorage.setItem(KEY, next);
    } catch {
      // It holds for this page then.
    }
    changed(button);
  });
  dark.addEventListener("change", () => changed(button));
  changed(button);
}

/** A colour of the palette as it is now, for canvases. */
export function colour(name) {
  return getComputedStyle(document.documentElement).getPropertyValue("--" + name).trim();
}
