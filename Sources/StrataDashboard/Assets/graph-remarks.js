// Notes, tags and the request to cancel: what people add to a pipeline run. The server makes the markup of notes.
import { api, refreshTimes, toast } from "/assets/base.js";

/** Makes the forms work; `refresh()` brings what the server shows up to date. */
export function remarks(id, refresh) {
  const attempt = async (work) => {
    try {
      await work();
      await refresh();
    } catch (error) {
      toast(error.message);
    }
  };
  const at = (name) => document.getElementById(name);

  at("note-form")?.addEventListener("submit", (event) => {
    event.preventDefault();
    const field = at("note-text");
    const text = field.value.trim();
    if (!text) return;
    // The writer chooses the identifier: sent twice, the note is there once.
    const digits = [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
    attempt(async () => {
      await api(`/pipeline-runs/${id}/notes`, { method: "POST", body: { id: digits, text } });
      field.value = "";
      toast("The note is kept.");
    });
  });
  at("view-notes").addEventListener("click", (event) => {
    const note = event.target.closest("[data-delete]")?.dataset.delete;
    if (!note || !confirm("Delete this note?")) return;
    // Away from what goes: a part of the page that has the keyboard is not replaced.
    (at("note-text") ?? at("tab-notes")).focus();
    attempt(() => api(`/pipeline-runs/${id}/notes/${note}`, { method: "DELETE" }));
  });

  const form = at("tag-form");
  const edit = at("edit-tags");
  if (document.body.dataset.canSubmit !== "true") edit.hidden = true;
  const show = (isOpen) => {
    form.hidden = !isOpen;
    at("tag-list").hidden = isOpen;
    edit.hidden = isOpen;
    edit.setAttribute("aria-expanded", String(isOpen));
    (isOpen ? at("tag-field") : edit).focus();
  };
  edit.addEventListener("click", () => show(true));
  at("tag-cancel").addEventListener("click", () => show(false));
  form.addEventListener("keydown", (event) => event.key === "Escape" && show(false));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const tags = [...new Set(at("tag-field").value.split(",").map((tag) => tag.trim()).filter(Boolean))];
    attempt(async () => {
      await api(`/pipeline-runs/${id}/tags`, { method: "PUT", body: { tags } });
      show(false);
    });
  });

  at("cancel").addEventListener("click", () => {
    if (!confirm("Cancel this pipeline run? Runs that execute are stopped.")) return;
    attempt(async () => {
      await api(`/pipeline-runs/${id}/cancel`, { method: "POST" });
      toast("Asked for. The driver stops its runs and says so.");
    });
  });
}

/** Asks for the page again and puts the parts in place that can have changed: head, failure, notes. */
export async function refreshHead() {
  const response = await fetch(`${location.pathname}?open=`, { headers: { Accept: "text/html" } });
  if (!response.ok || response.redirected) return;
  const fresh = new DOMParser().parseFromString(await response.text(), "text/html");
  for (const name of ["state", "canceling", "duration", "tag-list", "progress", "failure-place", "notes", "no-notes", "note-count", "cancel-reason"]) {
    const [old, next] = [document.getElementById(name), fresh.getElementById(name)];
    if (old && next && old.outerHTML !== next.outerHTML && !old.contains(document.activeElement)) {
      const isHidden = old.hidden && name === "tag-list";
      const placed = document.importNode(next, true);
      placed.hidden ||= isHidden;
      old.replaceWith(placed);
    } else if (old && !next) old.remove();
  }
  const field = document.getElementById("tag-field");
  if (field !== document.activeElement) field.value = fresh.getElementById("tag-field")?.value ?? field.value;
  const [button, next] = [document.getElementById("cancel"), fresh.getElementById("cancel")];
  if (next) {
    button.disabled = next.disabled;
    button.title = next.title;
  }
  refreshTimes();
}
