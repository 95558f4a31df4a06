package dev.belay.stack.state;

import dev.belay.embedded.machine.WholeFile;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The settings of a service as the file that it reads them from, readable by its owner alone. */
public record ServiceConfiguration(Service service, Map<String, String> settings) {
    public ServiceConfiguration {
        settings = Map.copyOf(settings);
    }

    public void writeTo(StateDirectory state) {
        String text = new TreeMap<>(settings)
                .entrySet().stream()
                        .map(setting -> setting.getKey() + "=" + escaped(setting.getValue()) + "\n")
                        .collect(Collectors.joining("", "# Written at each start; changes here are lost.\n", ""));
        WholeFile.writeSecret(state.config().resolve(service.fileName()), text);
    }

    private static String escaped(String value) {
        StringBuilder escaped = new StringBuilder();
        for (char character : value.toCharArray()) {
            if (character == '\\') {
                escaped.append("\\\\");
            } else if (character < ' ' || character > '~') {
                escaped.append("\\u%04x".formatted((int) character));
            } else {
                escaped.append(character);
            }
        }
        // Spring would take it for a reference to another setting.
        return escaped.toString().replace("${", "\\\\${");
    }
}
