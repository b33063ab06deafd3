// Das Suchfeld der Kopfzeile: „/“ springt hinein, Pfeile gehen durch die Treffer, Escape schließt. Ohne JavaScript öffnet die Eingabetaste die Seite.
(() => {
  "use strict";

  const form = document.querySelector(".arge-kopfsuche");
  const feld = form?.querySelector("input[type=search]") ?? document.querySelector("#id_suche");
  if (!feld) return;

  document.addEventListener("keydown", (taste) => {
    const schreibt = taste.target.closest?.("input, textarea, select, [contenteditable], dialog[open]");
    if (taste.key !== "/" || taste.ctrlKey || taste.metaKey || taste.altKey || schreibt || !feld.offsetParent) return;
    taste.preventDefault();
    feld.focus();
    feld.select();
  });
  if (!form) return;

  const treffer = form.querySelector(".arge-kopfsuche__treffer");
  const wege = () => [...treffer.querySelectorAll("a, summary")].filter((weg) => weg.checkVisibility?.({ contentVisibilityAuto: true }) ?? weg.offsetParent);
  const schliessen = () => { form.dataset.zu = ""; };
  const oeffnen = () => { delete form.dataset.zu; };

  feld.addEventListener("focus", oeffnen);
  feld.addEventListener("input", () => { oeffnen(); if (!feld.value.trim()) treffer.replaceChildren(); });
  form.addEventListener("focusout", (ereignis) => { if (!form.contains(ereignis.relatedTarget)) schliessen(); });
  document.addEventListener("click", (ereignis) => { if (!form.contains(ereignis.target)) schliessen(); });

  form.addEventListener("keydown", (taste) => {
    if (taste.key === "Escape" && !("zu" in form.dataset)) {
      feld.focus();
      schliessen();
      taste.preventDefault();
      return;
    }
    if (taste.key !== "ArrowDown" && taste.key !== "ArrowUp") return;
    oeffnen(); // erst zeigen: Verborgenes nimmt keinen Fokus an
    const alle = wege();
    const stelle = alle.indexOf(document.activeElement) + (taste.key === "ArrowDown" ? 1 : -1);
    if (!alle.length || stelle < -1) return;
    taste.preventDefault();
    (stelle < 0 ? feld : alle[Math.min(stelle, alle.length - 1)]).focus();
  });
})();
