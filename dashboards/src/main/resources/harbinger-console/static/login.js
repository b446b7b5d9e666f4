import { post } from "/static/api.js";
import { el, setText } from "/static/dom.js";

export function loginPage(main) {
  const token = el("input", { id: "token", type: "password", autocomplete: "current-password", required: true, autofocus: true });
  const error = el("p", { class: "error", role: "alert" });
  const form = el(
    "form",
    {
      class: "card login",
      onsubmit: async (event) => {
        event.preventDefault();
        try {
          await post("/api/login", { token: token.value });
          location.reload();
        } catch (e) {
          setText(error, e.message);
          token.select();
        }
      },
    },
    el("h1", {}, "Log in"),
    el("label", { for: "token" }, "The console's token"),
    token,
    error,
    el("button", { class: "primary", type: "submit" }, "Log in"),
  );
  main.replaceChildren(form);
  token.focus();
}
