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
  document.querySelectorAll("form[data-zaehlt]").forEach((form) => {
    const alle = () => [...form.querySelectorAll(`input[type=checkbox][name="${form.dataset.zaehlt}"]`)];
    const text = form.querySelector("[data-zahl] .kern-label");
    const koepfe = [...form.querySelectorAll("[data-alle]")];
    const bereich = (kopf) => (kopf.closest("section") ? [...kopf.closest("section").querySelectorAll(`input[name="${kopf.dataset.alle}"]`)] : alle());
    const zeigen = () => {
      const zahl = alle().filter((k) => k.checked).length;
      text.textContent = zahl === 0 ? form.dataset.keins : zahl === 1 ? form.dataset.eins : form.dataset.viele.replace("{n}", zahl);
      koepfe.forEach((kopf) => {
        const an = bereich(kopf).filter((k) => k.checked).length;
        kopf.checked = an > 0 && an === bereich(kopf).length;
        kopf.indeterminate = an > 0 && !kopf.checked;
      });
    };
    koepfe.forEach((kopf) => { kopf.closest("[hidden]").hidden = false; });
    form.addEventListener("change", ({ target }) => {
      if (target.dataset.alle) bereich(target).forEach((k) => { k.checked = target.checked; });
      zeigen();
    });
    zeigen();
  });
})();
