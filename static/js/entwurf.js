// Text geht nie verloren: Jedes Formular wird beim Tippen, beim Verlassen eines Feldes und der Seite als Ganzes gesichert.
// Wieder eingesetzt wird es auf dem Server (templates/bausteine/formular.jinja); hier fragt nur, wer mit Ungespeichertem geht.
(() => {
  "use strict";

  const RAHMEN = ["csrfmiddlewaretoken", "nur_auswahl"];
  //: So viel darf eine Anfrage tragen, die das Schließen der Seite überlebt.
  const MITNEHMEN = 60000;

  // Die Anmeldung war beim Absenden abgelaufen: Das Formular kommt von selbst gefüllt zurück.
  document.querySelector("form[data-sofort]")?.requestSubmit();

  document.querySelectorAll("form[data-entwurf]").forEach((form) => {
    const stand = form.querySelector("[data-entwurf-stand]");
    const schutz = () => form.querySelector("input[name=csrfmiddlewaretoken]")?.value ?? "";
    const lesen = () => {
      const daten = new URLSearchParams();
      new FormData(form).forEach((wert, name) => { if (typeof wert === "string" && !RAHMEN.includes(name)) daten.append(name, wert); });
      return daten;
    };
    const anfang = form.hasAttribute("data-ungespeichert") ? "" : lesen().toString();
    let gesichert = anfang, abgeschickt = false, uhr = 0, unterwegs = null;

    const sichern = () => {
      clearTimeout(uhr);
      let daten = lesen();
      const text = daten.toString();
      if (abgeschickt || text === gesichert) return;
      gesichert = text;
      if (text === anfang) daten = new URLSearchParams({ entwurf: daten.get("entwurf"), verwerfen: "1" });
      unterwegs?.abort();
      unterwegs = new AbortController();
      const { signal } = unterwegs;
      fetch(form.dataset.entwurf, { method: "POST", body: daten, headers: { "X-CSRFToken": schutz() }, keepalive: text.length < MITNEHMEN, signal }).then((antwort) => {
        if (!antwort.ok || antwort.redirected) throw new Error(antwort.status);
        const zeit = new Date().toLocaleTimeString("de-DE", { hour: "2-digit", minute: "2-digit" });
        if (stand) stand.textContent = text === anfang ? "" : `Entwurf gesichert um ${zeit} Uhr`;
      }).catch(() => {
        if (signal.aborted) return;
        gesichert = null;
        if (stand) stand.textContent = "Der Entwurf konnte nicht gesichert werden. Ihr Text steht noch auf dieser Seite.";
      });
    };

    const gleich = (warten) => { clearTimeout(uhr); uhr = setTimeout(sichern, warten); };
    form.addEventListener("input", () => gleich(1000));
    // Wer auf „Speichern“ drückt, verlässt dabei sein Feld: Ein Sichern, das erst nach dem Speichern ankäme, böte schon Gespeichertes wieder an.
    form.addEventListener("change", () => gleich(400));
    form.addEventListener("focusout", (ereignis) => { if (ereignis.relatedTarget?.type !== "submit") gleich(400); });
    document.addEventListener("arge:sichern", sichern);
    document.addEventListener("visibilitychange", () => { if (document.visibilityState === "hidden") sichern(); });
    addEventListener("pagehide", sichern);
    addEventListener("beforeunload", (ereignis) => {
      if (abgeschickt || lesen().toString() === anfang) return;
      sichern();
      ereignis.preventDefault();
    });
    // Steht hinter allen, die ein Absenden noch aufhalten (zweiter Klick, abgelaufene Anmeldung).
    document.addEventListener("submit", (ereignis) => {
      if (ereignis.target !== form || ereignis.defaultPrevented) return;
      abgeschickt = true;
      clearTimeout(uhr);
      unterwegs?.abort();
    });
    // Zurück aus dem Zwischenspeicher des Browsers: Es ist wieder ein Formular.
    addEventListener("pageshow", (ereignis) => { if (ereignis.persisted) abgeschickt = false; });
    if (form.hasAttribute("data-ungespeichert")) sichern();
  });
})();
