/** The version that this source is. */
class Version {
    static final String NUMBER = "3.0.0";

    private Version() {}
}
