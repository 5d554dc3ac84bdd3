// Comfort only: every page reads and saves without it.
document.addEventListener("submit", (event) => {
  // A second press while the first is under way would only wait; say so instead.
  const button = event.submitter;
  if (!button || event.target.method !== "post" || event.defaultPrevented) return;
  setTimeout(() => { button.setAttribute("aria-busy", "true"); button.classList.add("busy"); }, 0);
});

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-print]")) window.print();
});

// ---- Drafts: what is typed stays in this browser until it is saved, also over a lost session.
const DRAFT = "fazhi-draft:";
const draftForm = document.querySelector("form[data-draft]");

function typed(form) {
  const skipped = ["csrfmiddlewaretoken", "key"];
  return [...new FormData(form)].filter(([name, value]) => typeof value === "string" && !skipped.includes(name));
}

function fill(form, pairs) {
  const values = new Map();
  for (const [name, value] of pairs) values.set(name, [...(values.get(name) || []), value]);
  for (const field of form.elements) {
    if (!field.name || field.type === "hidden" || field.type === "file") continue;
    const own = values.get(field.name) || [];
    if (field.type === "checkbox" || field.type === "radio") field.checked = own.includes(field.value);
    else if (own.length) field.value = own[0];
  }
}

if (draftForm) {
  const name = DRAFT + draftForm.dataset.draft;
  const first = JSON.stringify(typed(draftForm));
  const kept = localStorage.getItem(name);
  if (kept && kept !== first && !draftForm.querySelector("[role=alert]")) {
    const bar = document.createElement("p");
    bar.className = "draft-bar";
    bar.setAttribute("role", "status");
    bar.append("已恢复上次没有保存的内容。");
    const drop = document.createElement("button");
    drop.type = "button";
    drop.className = "link-btn";
    drop.textContent = "不要了，清空重填";
    drop.addEventListener("click", () => { localStorage.removeItem(name); location.reload(); });
    bar.append(drop);
    draftForm.before(bar);
    fill(draftForm, JSON.parse(kept));
  }
  let timer = 0;
  const keep = () => {
    clearTimeout(timer);
    timer = setTimeout(() => localStorage.setItem(name, JSON.stringify(typed(draftForm))), 300);
  };
  draftForm.addEventListener("input", keep);
  draftForm.addEventListener("change", keep);
}
const saved = document.querySelector("[data-saved]");
if (saved) localStorage.removeItem(DRAFT + saved.dataset.saved);

// ---- People: type a name, or the first letters of its pinyin.
const BOUNDS = "阿八嚓哒妸发旮哈讥咔垃痳拏噢妑七呥扨它穵夕丫帀";
const LETTERS = "abcdefghjklmnopqrstwxyz";
const order = new Intl.Collator("zh-CN-u-co-pinyin");

function initials(text) {
  let found = "";
  for (const char of text) {
    if (/[a-z0-9]/i.test(char)) found += char.toLowerCase();
    else if (/[\u4e00-\u9fff]/.test(char)) {
      let at = 0;
      while (at + 1 < BOUNDS.length && order.compare(BOUNDS[at + 1], char) <= 0) at += 1;
      found += LETTERS[at];
    }
  }
  return found;
}

for (const list of document.querySelectorAll(".choices.many")) {
  const rows = [...list.querySelectorAll(".choice")];
  if (rows.length < 8) continue;
  const box = document.createElement("input");
  box.type = "search";
  box.className = "form-control pick";
  box.placeholder = "输入姓名或拼音首字母";
  box.setAttribute("aria-label", "在名单里查找");
  const words = rows.map((row) => [row.textContent.trim(), initials(row.textContent)]);
  box.addEventListener("input", () => {
    const wanted = box.value.trim().toLowerCase();
    rows.forEach((row, n) => {
      row.hidden = wanted !== "" && !words[n][0].includes(wanted) && !words[n][1].includes(wanted)
        && !row.querySelector("input").checked;
    });
  });
  box.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    const hit = rows.find((row) => !row.hidden && !row.querySelector("input").checked);
    if (hit && box.value.trim()) { hit.querySelector("input").click(); box.select(); }
  });
  list.before(box);
}

// ---- Evidence: drop files on the form, or paste a picture.
function addFiles(input, files) {
  const all = new DataTransfer();
  for (const file of [...input.files, ...files]) all.items.add(file);
  input.files = all.files;
  input.dispatchEvent(new Event("change", { bubbles: true }));
}

for (const form of document.querySelectorAll("form[enctype='multipart/form-data']")) {
  const input = form.querySelector("input[type=file][name=files]");
  if (!input) continue;
  form.addEventListener("dragover", (event) => { event.preventDefault(); form.classList.add("dropping"); });
  form.addEventListener("dragleave", () => form.classList.remove("dropping"));
  form.addEventListener("drop", (event) => {
    event.preventDefault();
    form.classList.remove("dropping");
    addFiles(input, event.dataTransfer.files);
  });
  form.addEventListener("paste", (event) => {
    if (event.clipboardData.files.length) { event.preventDefault(); addFiles(input, event.clipboardData.files); }
  });
}
