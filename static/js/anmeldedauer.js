// Zwei Minuten vor Ablauf der Anmeldung: Text als Entwurf sichern, fragen, auf Wunsch verlängern. Nichts wird neu geladen.
(() => {
  "use strict";

  const dialog = document.getElementById("anmeldedauer");
  if (!dialog) return;
  const leerlauf = Number(dialog.dataset.leerlauf) * 1000;
  const warnung = Math.min(120000, leerlauf / 2);
  const rest = dialog.querySelector("[data-rest]");
  const text = dialog.querySelector("p");
  const knopf = dialog.querySelector("[data-bleiben]");
  let ende = Date.now() + leerlauf;

  // Jede frisch geladene Seite verlängert auch die anderen offenen Fenster.
  const kanal = new BroadcastChannel("arge-anmeldung");
  kanal.postMessage("da");
  kanal.addEventListener("message", () => verlaengert());

  // Nach Ablauf geht kein Formular ins Leere: erst anmelden, dann senden.
  document.addEventListener("submit", (e) => {
    if (Date.now() > ende && !dialog.contains(e.target)) { e.preventDefault(); if (!dialog.open) dialog.showModal(); }
  }, true);

  const csrf = () => document.querySelector("input[name=csrfmiddlewaretoken]")?.value ?? "";
  const verlaengert = () => { ende = Date.now() + leerlauf; if (dialog.open) dialog.close(); };

  const verlaengern = () => fetch(dialog.dataset.verlaengern, { method: "POST", headers: { "X-CSRFToken": csrf() } })
    .then((antwort) => { if (!antwort.ok || antwort.redirected) throw new Error(); verlaengert(); })
    .catch(() => { text.textContent = "Die Verbindung ist unterbrochen. Ihr Text steht noch auf dieser Seite; kopieren Sie ihn, bevor Sie sie verlassen."; });

  knopf.addEventListener("click", verlaengern);
  document.body.addEventListener("htmx:afterRequest", (e) => { if (e.detail.successful) ende = Date.now() + leerlauf; });

  setInterval(() => {
    const uebrig = ende - Date.now();
    if (uebrig <= 0) {
      text.textContent = "Ihre Anmeldung ist abgelaufen. Was Sie geschrieben haben, steht noch auf dieser Seite. Melden Sie sich in einem neuen Fenster an und speichern Sie dann hier.";
      knopf.hidden = true;
      if (!dialog.querySelector("a")) {
        const a = document.createElement("a");
        a.href = dialog.dataset.anmelden;
        a.target = "_blank";
        a.className = "kern-btn kern-btn--primary";
        a.innerHTML = '<span class="kern-label">In neuem Fenster anmelden</span>';
        a.addEventListener("click", () => dialog.close());
        knopf.after(a);
        if (!dialog.open) dialog.showModal();
      }
    } else if (uebrig <= warnung) {
      if (!dialog.open) { document.dispatchEvent(new Event("arge:sichern")); dialog.showModal(); }
      rest.textContent = uebrig > 60000 ? `${Math.ceil(uebrig / 60000)} Minuten` : `${Math.ceil(uebrig / 1000)} Sekunden`;
    }
  }, 1000);
})();
