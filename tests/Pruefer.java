import java.io.FileInputStream;
import java.util.List;
import java.util.TreeMap;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.Logger;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

/**
 * Prüft PDF-Dateien mit veraPDF gegen PDF/UA-1 und PDF/A-3a.
 * Aufruf ohne Übersetzen: java -cp ... Pruefer.java datei.pdf ...
 * Ausgabe je Datei und Norm eine Zeile „Datei TAB Norm TAB ok|fehler“, darunter eingerückt jede verletzte Regel mit Anzahl und erster Stelle.
 */
class Pruefer {
    public static void main(String[] dateien) throws Exception {
        LogManager.getLogManager().reset();
        Logger.getLogger("").setLevel(Level.OFF);
        VeraGreenfieldFoundryProvider.initialise();
        for (String datei : dateien) {
            for (String norm : List.of("ua1", "3a")) {
                pruefe(datei, norm);
            }
        }
    }

    private static void pruefe(String datei, String norm) throws Exception {
        PDFAFlavour art = PDFAFlavour.fromString(norm);
        try (FileInputStream strom = new FileInputStream(datei);
                var leser = Foundries.defaultInstance().createParser(strom, art);
                var pruefer = Foundries.defaultInstance().createValidator(art, false)) {
            ValidationResult ergebnis = pruefer.validate(leser);
            System.out.println(datei + "\t" + norm + "\t" + (ergebnis.isCompliant() ? "ok" : "fehler"));
            TreeMap<String, String> erste = new TreeMap<>();
            TreeMap<String, Integer> anzahl = new TreeMap<>();
            for (TestAssertion stelle : ergebnis.getTestAssertions()) {
                if (stelle.getStatus() == TestAssertion.Status.FAILED) {
                    String regel = stelle.getRuleId().getClause() + "-" + stelle.getRuleId().getTestNumber();
                    erste.putIfAbsent(regel, stelle.getMessage() + " @ " + stelle.getLocation().getContext());
                    anzahl.merge(regel, 1, Integer::sum);
                }
            }
            erste.forEach((regel, text) -> System.out.println("    " + regel + " (" + anzahl.get(regel) + "-mal) " + text));
        }
    }
}
