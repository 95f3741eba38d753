import java.io.File;
import java.util.Map;
import java.util.TreeMap;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

/** Checks PDF files against PDF/UA-1 (ISO 14289-1). Prints, for each file, one line "file", its
 * path, "yes" or "no" and how many checks were made, and then a line "failed" for each rule. */
public class CheckAccessible {
    public static void main(String[] paths) throws Exception {
        VeraGreenfieldFoundryProvider.initialise();
        for (String path : paths) {
            PDFAFlavour flavour = PDFAFlavour.PDFUA_1;
            try (PDFAParser parser =
                    Foundries.defaultInstance().createParser(new File(path), flavour)) {
                PDFAValidator validator =
                        Foundries.defaultInstance().createValidator(flavour, false);
                tell(path, validator.validate(parser));
            }
        }
    }

    private static void tell(String path, ValidationResult result) {
        String answer = result.isCompliant() ? "yes" : "no";
        System.out.println("file\t" + path + "\t" + answer + "\t" + result.getTotalAssertions());
        Map<String, Integer> failed = new TreeMap<>();
        for (TestAssertion each : result.getTestAssertions()) {
            if (each.getStatus() == TestAssertion.Status.FAILED) {
                String rule = each.getRuleId().getClause() + "-" + each.getRuleId().getTestNumber();
                failed.merge(rule + " " + each.getMessage(), 1, Integer::sum);
            }
        }
        failed.forEach((rule, count) -> System.out.println("failed\t" + rule + "\t" + count));
    }
}
