// 随手记 without a network: the record waits in this phone under its own key and is sent once there is one.
// The key makes sending twice harmless: the server records it once.
const STORE = "waiting";

function database() {
  return new Promise((done, failed) => {
    const asked = indexedDB.open("fazhi", 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore(STORE, { keyPath: "key" });
    asked.onsuccess = () => done(asked.result);
    asked.onerror = () => failed(asked.error);
  });
}

async function act(mode, work) {
  const db = await database();
  return new Promise((done, failed) => {
    const turn = db.transaction(STORE, mode);
    const asked = work(turn.objectStore(STORE));
    turn.oncomplete = () => done(asked && asked.result);
    turn.onerror = () => failed(turn.error);
  });
}

const waiting = () => act("readonly", (store) => store.getAll());

async function show(extra = "") {
  const bar = document.querySelector("[data-waiting]");
  if (!bar) return;
  const rows = await waiting();
  const refused = rows.filter((row) => row.problem);
  bar.hidden = !rows.length && !extra;
  bar.textContent = "";
  if (extra) bar.append(extra);
  if (rows.length) bar.append(`有${rows.length}条记录存在本机，联网后自动发送。`);
  for (const row of refused) {
    const line = document.createElement("span");
    line.className = "waiting-bad";
    line.append(`“${row.title}”没有发出去：${row.problem}`);
    const open = document.createElement("button");
    open.type = "button";
    open.className = "link-btn";
    open.textContent = "打开改正";
    open.addEventListener("click", () => reopen(row));
    line.append(open);
    bar.append(line);
  }
}

async function reopen(row) {
  localStorage.setItem(`fazhi-draft:${row.draft}`, JSON.stringify(row.fields.filter(([, v]) => typeof v === "string")));
  await act("readwrite", (store) => store.delete(row.key));
  location.href = row.action;
}

async function send() {
  const rows = await waiting();
  if (!rows.length || !navigator.onLine) return show();
  let fresh;
  try {
    const answer = await fetch("/quick/token", { redirect: "manual" });
    if (!answer.ok) return show("请重新登录，存在本机的记录会自动发送。");
    fresh = await answer.json();
  } catch {
    return show();
  }
  for (const row of rows) {
    if (row.problem || row.person !== fresh.person) continue;
    const body = new FormData();
    for (const [name, value] of row.fields) body.append(name, value);
    body.set("csrfmiddlewaretoken", fresh.token);
    try {
      const answer = await fetch(row.action, { method: "POST", body });
      if (answer.redirected && answer.ok && answer.url.includes("/saved/")) {
        await act("readwrite", (store) => store.delete(row.key));
        localStorage.removeItem(`fazhi-draft:${row.draft}`);
      } else {
        await act("readwrite", (store) => store.put({ ...row, problem: `服务器没有收下（${answer.status}）` }));
      }
    } catch {
      break; // the network went again
    }
  }
  return show();
}

async function keep(form) {
  const fields = [...new FormData(form)].filter(([name]) => name !== "csrfmiddlewaretoken");
  const row = {
    key: form.elements.key.value,
    person: document.body.dataset.person,
    draft: form.dataset.draft,
    action: form.getAttribute("action"),
    title: document.querySelector("h1").textContent.trim(),
    fields,
  };
  await act("readwrite", (store) => store.put(row));
  localStorage.removeItem(`fazhi-draft:${row.draft}`);
  form.hidden = true;
  await show("已存在本机。");
}

const form = document.querySelector("form[data-draft]");
if (form && form.elements.key && "indexedDB" in window) {
  form.addEventListener("submit", (event) => {
    if (navigator.onLine) return;
    event.preventDefault();
    if (form.reportValidity()) keep(form);
  });
}
window.addEventListener("online", send);
window.addEventListener("offline", () => show("现在没有网络，可以照常记录。"));
if ("serviceWorker" in navigator && document.body.dataset.person) {
  navigator.serviceWorker.register("/worker.js");
  for (const leave of document.querySelectorAll("form.who")) {
    leave.addEventListener("submit", () => navigator.serviceWorker.controller?.postMessage("forget"));
  }
}
if (document.body.dataset.person) send();
// The forms one uses most are fetched ahead, so that they open without a network.
if (location.pathname === "/quick/" && "serviceWorker" in navigator) {
  navigator.serviceWorker.ready.then(() => {
    for (const link of [...document.querySelectorAll(".quick a")].slice(0, 12)) fetch(link.href).catch(() => {});
  });
}
