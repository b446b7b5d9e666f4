const token = document.querySelector('meta[name="harbinger-token"]').content;

export const isLoggedIn = token !== "";

async function answer(response) {
  if (response.status === 401 && isLoggedIn) {
    location.reload();
  }
  let body = {};
  try {
    body = await response.json();
  } catch {
    // An answer without a body says enough by its status.
  }
  if (!response.ok) {
    throw new Error(body.error || `the console answered ${response.status}`);
  }
  return body;
}

export async function get(path, parameters = {}, signal = undefined) {
  const query = new URLSearchParams(parameters).toString();
  return answer(await fetch(query ? `${path}?${query}` : path, { signal }));
}

export async function post(path, body) {
  return answer(
    await fetch(path, {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-Harbinger-Token": token },
      body: JSON.stringify(body),
    }),
  );
}
