// Macht nur schneller, was ohne JavaScript auch geht: Doppelklick-Schutz, Menüs schließen, Sammelauswahl.
(() => {
  "use strict";

  // Ein zweiter Klick auf „Speichern“ schickt nichts ein zweites Mal ab (der Einmal-Schlüssel sichert es auf dem Server).
  document.addEventListener("submit", (ereignis) => {
    const form = ereignis.target;
    if (!form.hasAttribute("data-einmal")) return;
    const schutz = form.querySelector("input[name=csrfmiddlewaretoken]");
    const frisch = document.cookie.match(/(?:^|; )(?:__Host-)?csrftoken=([^;]+)/);
    if (schutz && frisch) schutz.value = frisch[1]; // nach neuer Anmeldung in einem anderen Fenster gilt ein neues Zeichen
    if (form.dataset.unterwegs) { ereignis.preventDefault(); return; }
    form.dataset.unterwegs = "1";
    setTimeout(() => { delete form.dataset.unterwegs; }, 10000);
  });

  // Nach dem Speichern liest ein Vorleseprogramm die Meldung, und der nächste Tabulator steht auf „Rückgängig“ – außer ein Feld oder Fehler hat den Fokus.
  const meldung = document.querySelector(".arge-meldung");
  if (meldung && !document.querySelector("[autofocus]")) { meldung.tabIndex = -1; meldung.focus({ preventScroll: true }); }

  // Am Telefon stehen die Reiter in einer Zeile, die sich schieben lässt: Der, auf dem man ist, steht im Blick.
  document.querySelectorAll(".arge-reiter ul").forEach((zeile) => {
    const hier = zeile.querySelector("[aria-current]");
    if (hier) zeile.scrollLeft = hier.offsetLeft - zeile.offsetLeft - 16;
  });

  // Der Sprunglink hängt „#inhalt“ an die Adresse; beim Absenden nähme es der Fehlerübersicht den Fokus.
  document.addEventListener("submit", () => { if (location.hash) history.replaceState(history.state, "", location.pathname + location.search); }, true);

  // Der Knopf „Drucken“ auf einer Druckansicht; ohne JavaScript druckt der Browser sie über sein Menü.
  document.querySelectorAll("[data-drucken]").forEach((knopf) => {
    knopf.closest("[hidden]").hidden = false;
    knopf.addEventListener("click", () => window.print());
  });

  // Ein offenes Menü schließt bei Klick daneben und bei Escape, der Fokus kehrt zum Auslöser zurück.
  const offene = () => document.querySelectorAll("details.arge-menue[open]");
  document.addEventListener("click", (e) => offene().forEach((m) => { if (!m.contains(e.target)) m.open = false; }));
  document.addEventListener("keydown", (e) => {
    if (e.key === "Escape") offene().forEach((m) => { m.open = false; m.querySelector("summary").focus(); });
  });

  // Der Filter tauscht Liste und Fehlerzeilen aus, nie ein Feld, in dem gerade jemand tippt: Ob es stimmt, folgt daraus.
  document.addEventListener("htmx:afterSettle", () => {
    document.querySelectorAll(".arge-filter [id$=_error]").forEach((platz) => {
      const falsch = platz.childElementCount > 0;
      const feld = document.getElementById(platz.id.replace(/_error$/, ""));
      feld?.toggleAttribute("aria-invalid", falsch);
      if (falsch) feld?.setAttribute("aria-invalid", "true");
      feld?.closest(".kern-form-input")?.classList.toggle("kern-form-input--error", falsch);
      feld?.classList.toggle("kern-form-input__input--error", falsch && feld.classList.contains("kern-form-input__input"));
    });
  });

  // Sammelauswahl: Der Knopf nennt, wie viele es sind; ein Kopfkästchen kreuzt seinen Abschnitt an. Ohne JavaScript einzeln.
  const kaestchen = (form, kopf) => [...(kopf?.closest("section") ?? form).querySelectorAll(`input[type=checkbox][name="${form.dataset.zaehlt}"]`)];
  const zaehlen = (form) => {
    const zahl = kaestchen(form).filter((k) => k.checked).length;
    const { keins, eins, viele } = form.dataset;
    form.querySelector("[data-zahl] .kern-label").textContent = zahl === 0 ? keins : zahl === 1 ? eins : viele.replace("{n}", zahl);
    form.querySelectorAll("[data-alle]").forEach((kopf) => {
      kopf.closest(".arge-nur-js").hidden = false;
      const alle = kaestchen(form, kopf);
      const an = alle.filter((k) => k.checked).length;
      kopf.checked = an > 0 && an === alle.length;
      kopf.indeterminate = an > 0 && !kopf.checked;
    });
  };
  const zaehltAlle = () => document.querySelectorAll("form[data-zaehlt]").forEach(zaehlen);
  document.addEventListener("change", ({ target }) => {
    const form = target.closest("form[data-zaehlt]");
    if (!form) return;
    if (target.dataset.alle) kaestchen(form, target).forEach((k) => { k.checked = target.checked; });
    zaehlen(form);
  });
  document.addEventListener("htmx:afterSettle", zaehltAlle); // die Liste kommt nach dem Filtern neu
  window.addEventListener("pageshow", zaehltAlle); // nach „Zurück“ sind Kästchen noch angekreuzt
  zaehltAlle();
})();
