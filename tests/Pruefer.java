import java.io.BufferedReader;
import java.io.FileInputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
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
 * Prüft PDF-Dateien mit veraPDF gegen PDF/UA-1 und PDF/A-3a; ein Prozess für alle Prüfungen eines Testlaufs.
 * Aufruf ohne Übersetzen: java -cp ... Pruefer.java steckdose prozessnummer. Er endet mit dem Prozess dieser Nummer.
 * Je Verbindung eine Zeile mit einem Dateinamen; zurück kommt je Norm eine Zeile „Norm TAB ok|fehler“, darunter
 * eingerückt jede verletzte Regel mit Anzahl und erster Stelle, oder eine Zeile „gescheitert TAB Grund“.
 */
class Pruefer {
    public static void main(String[] argumente) throws Exception {
        ProcessHandle.of(Long.parseLong(argumente[1])).orElseThrow().onExit().thenRun(() -> Runtime.getRuntime().halt(0));
        LogManager.getLogManager().reset();
        Logger.getLogger("").setLevel(Level.OFF);
        VeraGreenfieldFoundryProvider.initialise();
        try (var tor = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            tor.bind(UnixDomainSocketAddress.of(argumente[0]));
            while (true) {
                try (var verbindung = tor.accept()) {
                    antworte(new BufferedReader(new InputStreamReader(Channels.newInputStream(verbindung), StandardCharsets.UTF_8)),
                            new PrintStream(Channels.newOutputStream(verbindung), true, StandardCharsets.UTF_8));
                }
            }
        }
    }

    private static void antworte(BufferedReader eingang, PrintStream ausgang) throws Exception {
        String datei = eingang.readLine();
        try {
            for (String norm : List.of("ua1", "3a")) {
                pruefe(datei, norm, ausgang);
            }
        } catch (Exception fehler) {
            ausgang.println("gescheitert\t" + fehler);
        }
    }

    private static void pruefe(String datei, String norm, PrintStream ausgang) throws Exception {
        PDFAFlavour art = PDFAFlavour.fromString(norm);
        try (FileInputStream strom = new FileInputStream(datei);
                var leser = Foundries.defaultInstance().createParser(strom, art);
                var pruefer = Foundries.defaultInstance().createValidator(art, false)) {
            ValidationResult ergebnis = pruefer.validate(leser);
            ausgang.println(norm + "\t" + (ergebnis.isCompliant() ? "ok" : "fehler"));
            TreeMap<String, String> erste = new TreeMap<>();
            TreeMap<String, Integer> anzahl = new TreeMap<>();
            for (TestAssertion stelle : ergebnis.getTestAssertions()) {
                if (stelle.getStatus() == TestAssertion.Status.FAILED) {
                    String regel = stelle.getRuleId().getClause() + "-" + stelle.getRuleId().getTestNumber();
                    erste.putIfAbsent(regel, stelle.getMessage() + " @ " + stelle.getLocation().getContext());
                    anzahl.merge(regel, 1, Integer::sum);
                }
            }
            erste.forEach((regel, text) -> ausgang.println("    " + regel + " (" + anzahl.get(regel) + "-mal) " + text));
        }
    }
}
